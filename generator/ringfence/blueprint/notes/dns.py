"""Stage 2, blueprint: notes about the DNS security policy, NTE20 and NTE21."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.domains import DOCUMENTED
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.dns_names import behind
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_SOURCE = "MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)"


def unknown_cloud(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE20: DNS security policies are documented for the cloud, or the blueprint says that it has none."""
    dns, cloud = blueprint.hub.dns, blueprint.institution.cloud
    if cloud == DOCUMENTED or dns.policy == "off":
        return
    path: Path = (*HUB_AT, "dns", "policy") if dns.policy else (*HUB_AT, "name")
    planned = "one is planned as asked" if dns.policy else "none is planned, and DNS answers every name"
    message = f"no source says that {cloud} has DNS security policies: {planned}"
    hint = "write 'dns: {policy: off}' to accept that DNS stays open, or try 'policy: watch' in a test subscription"
    yield document.finding("NTE20", path, message, hint=hint, source=_SOURCE)


def unnamed_tags(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE21: where there is a policy, the names behind the service tag of each flow are known."""
    dns, cloud = blueprint.hub.dns, blueprint.institution.cloud
    if dns.chosen(cloud) == "off":
        return
    for index, flow in enumerate(blueprint.egress):
        tag = flow.to.service_tag
        if tag and behind(tag) is None:
            message = f"no source names the hosts behind {tag}, so that the DNS security policy allows none for it"
            hint = "add the domains that the flow asks for to 'allow' of the hub's 'dns', as the log shows them"
            yield document.finding("NTE21", ("egress", index, "to", "serviceTag"), message, hint=hint)
