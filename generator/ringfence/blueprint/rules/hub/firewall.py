"""Rule FWL01: the region of the hub takes a new firewall of the tier."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.firewall_capacity import closed_region, closed_zones, open_zones, source
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

TIERS = ("Premium", "Standard")


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A tier without capacity is refused before an hour of deployment is."""
    hub = blueprint.hub
    region, tier = hub.region or blueprint.regions[0], hub.firewall.tier
    if closed_region(region, tier):
        message = f"Azure has no capacity for a {tier} firewall in {region}, with zones or without"
        yield document.finding(
            "FWL01", (*HUB_AT, "firewall", "tier"), message, hint=_fix(region, tier), source=source()
        )


def _fix(region: str, tier: str) -> str:
    """The other tier where the region takes it, with the zones that it is planned in; else another region."""
    other = next((each for each in TIERS if each != tier and not closed_region(region, each)), "")
    if not other:
        return "choose another region"
    zones = " and ".join(map(str, open_zones(region, other)))
    where = f"; it is then planned in zones {zones}" if closed_zones(region, other) else ""
    return f"write 'firewall: {{tier: {other}}}'{where}"
