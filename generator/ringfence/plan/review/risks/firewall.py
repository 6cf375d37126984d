"""Accepted risks of the firewall: its public addresses, DDoS, and what its filters leave out."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

PORTS = 2496
"""SNAT ports of a public address and an instance (azure-docs firewall/firewall-known-issues.md (2025-09-19))."""
_AT: Path = (*HUB_AT, "firewall")


def firewall(context: BlueprintContext) -> Iterator[Risk]:
    """How much the addresses carry, what protects them, and what passes the filters."""
    yield _addresses(context)
    if context.blueprint.hub.ddos_protection is None:
        yield risk(context, "ddos-plan", "connectivity", HUB_AT)
    yield from _let_through(context)


def _addresses(context: BlueprintContext) -> Risk:
    count = context.blueprint.hub.firewall.public_addresses
    have = "one public address" if count == 1 else f"{count} public addresses"
    at = HUB_AT if count == 1 else (*_AT, "publicAddresses")
    return risk(context, "firewall-ports", "connectivity", at, have=have, ports=f"{count * PORTS:,}")


def _let_through(context: BlueprintContext) -> Iterator[Risk]:
    wanted = context.blueprint.hub.firewall
    passing = sum(one.mode != "Deny" for one in wanted.signature_overrides)
    if passing:
        signatures = "one signature recognises" if passing == 1 else f"{passing} signatures recognise"
        yield risk(context, "idps-exceptions", "connectivity", (*_AT, "signatureOverrides"), signatures=signatures)
    if wanted.threat_exceptions:
        names = ", ".join(sorted(one.name for one in wanted.threat_exceptions))
        yield risk(context, "threat-exceptions", "connectivity", (*_AT, "threatExceptions"), names=names)
