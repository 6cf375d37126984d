"""Rules DNS02 to DNS05: what a DNS security policy needs before it enforces, and which domains it may allow."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import DOCUMENTED
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import attribute
from ringfence.blueprint.rules.egress.shared_domains import registry_suffix
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "dns")
SOURCE = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"
_OF_A_POLICY = ("looked", "allow", "threatIntelligence")
_REVERSE = frozenset({"in-addr.arpa", "ip6.arpa"})
"""Domains of reverse look-ups: holders of addresses run name servers below them."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A policy that enforces is looked at first, in a cloud whose hosts are known; it allows no registry's domain."""
    dns, cloud = blueprint.hub.dns, blueprint.institution.cloud
    chosen = dns.chosen(cloud)
    if chosen == "enforce" and dns.looked is None:
        message = "a policy that enforces blocks each name that is not allowed, and no look at the log is recorded"
        hint = "write 'policy: watch', or record the look as 'looked: {by: <team>, on: <date>}'"
        yield document.finding("DNS02", (*AT, "policy"), message, hint=hint, source=SOURCE)
    for key in _OF_A_POLICY if chosen == "off" else ():
        if attribute(dns, key) in dns.model_fields_set:
            message = f"'{key}' does nothing, because there is no DNS security policy"
            hint = f"remove '{key}', or write 'policy: watch'"
            yield document.finding("DNS03", (*AT, key), message, hint=hint, on_key=True)
    yield from _elsewhere(blueprint, document)
    for index, row in enumerate(dns.allow):
        for at, domain in enumerate(row.domains):
            if registry_suffix(domain) or domain in _REVERSE:
                message = f"{domain} is a registry's domain: any registrant runs name servers below it"
                hint = "allow domains of one owner, for example ocsp.bank.example"
                yield document.finding("DNS05", (*AT, "allow", index, "domains", at), message, hint=hint)


def _elsewhere(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """What cannot be asked for outside the cloud that Microsoft's pages describe."""
    dns, cloud = blueprint.hub.dns, blueprint.institution.cloud
    if cloud == DOCUMENTED:
        return
    if dns.policy == "enforce":
        message = f"no source says which names the services need in {cloud}, so that a policy could not allow them"
        hint = "write 'policy: off', or 'policy: watch' to try whether the cloud has such policies"
        yield document.finding("DNS04", (*AT, "policy"), message, hint=hint, source=SOURCE)
    if dns.policy in ("watch", "enforce") and dns.threat_intelligence == "preview":
        message = f"no source says that Microsoft's list of malicious domains is in {cloud}"
        hint = "remove 'threatIntelligence'"
        yield document.finding("DNS04", (*AT, "threatIntelligence"), message, hint=hint, source=SOURCE)
