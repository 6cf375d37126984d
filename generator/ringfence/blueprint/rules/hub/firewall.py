"""Rules FWL01 to FWL05: the firewall can be made in its region, and what its filters leave out is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.firewall import Firewall
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.firewall_capacity import closed_region, closed_zones, open_zones, source
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

TIERS = ("Premium", "Standard")
WIDEST = 24
"""The shortest prefix length that threat intelligence may leave out."""
_AT: Path = (*HUB_AT, "firewall")
_PLANS = "/providers/microsoft.network/ddosprotectionplans/"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Capacity for the tier; overrides where there is IDPS; exceptions with few addresses; a plan that is one."""
    hub = blueprint.hub
    region, tier = hub.region or blueprint.regions[0], hub.firewall.tier
    if closed_region(region, tier):
        message = f"Azure has no capacity for a {tier} firewall in {region}, with zones or without"
        yield document.finding("FWL01", (*_AT, "tier"), message, hint=_fix(region, tier), source=source())
    yield from _signatures(hub.firewall, document)
    yield from _exceptions(hub.firewall, document)
    if hub.ddos_protection and _PLANS not in hub.ddos_protection.plan.lower():
        yield document.finding(
            "FWL05",
            (*HUB_AT, "ddosProtection", "plan"),
            "this is the id of something else than a DDoS protection plan",
            hint="write an id that ends in /providers/Microsoft.Network/ddosProtectionPlans/<name>",
            source="azure-docs ddos-protection/manage-permissions.md (2023-11-06)",
        )


def _fix(region: str, tier: str) -> str:
    """The other tier where the region takes it, with the zones that it is planned in; else another region."""
    other = next((each for each in TIERS if each != tier and not closed_region(region, each)), "")
    if not other:
        return "choose another region"
    zones = " and ".join(map(str, open_zones(region, other)))
    where = f"; it is then planned in zones {zones}" if closed_zones(region, other) else ""
    return f"write 'firewall: {{tier: {other}}}'{where}"


def _signatures(firewall: Firewall, document: Document) -> Iterator[Diagnostic]:
    """FWL02: only a Premium firewall has signatures."""
    if firewall.signature_overrides and firewall.tier != "Premium":
        message = f"a {firewall.tier} firewall has no IDPS, so there is no signature to override"
        hint = "remove them, or write 'tier: Premium'"
        source = "azure-docs firewall/premium-features.md (2025-03-17), IDPS"
        yield document.finding("FWL02", (*_AT, "signatureOverrides"), message, hint=hint, source=source, on_key=True)


def _exceptions(firewall: Firewall, document: Document) -> Iterator[Diagnostic]:
    """FWL03 and FWL04: an exception names something, and no prefix wider than somebody has looked at."""
    for index, one in enumerate(firewall.threat_exceptions):
        here: Path = (*_AT, "threatExceptions", index)
        if not one.fqdns and not one.addresses:
            message = f"the exception {one.name} names no host and no address"
            hint = "add 'fqdns' or 'addresses', or remove the exception"
            yield document.finding("FWL03", (*here, "name"), message, hint=hint)
        for at, prefix in enumerate(one.addresses):
            if prefix.prefixlen < WIDEST:
                message = f"{prefix} has {prefix.num_addresses} addresses, most of which the finding was not about"
                hint = f"name the addresses that the firewall logged, in prefixes of /{WIDEST} or longer"
                yield document.finding("FWL04", (*here, "addresses", at), message, hint=hint)
