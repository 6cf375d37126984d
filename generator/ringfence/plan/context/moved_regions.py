"""Packages that the ledger has in another region than the blueprint: Azure moves none of their resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path
from ringfence.plan.context.fixed_places import FixedPlace

SOURCE = (
    "azure-docs azure-resource-manager/management/move-resources-overview.md; error InvalidResourceGroupLocation"
    " (Azure/missionlz#760, Azure/Azure-Landing-Zones#1215)"
)


def moved_regions(
    blueprint: Blueprint, document: Document, before: Mapping[str, FixedPlace], after: Mapping[str, FixedPlace]
) -> Iterator[Diagnostic]:
    """NTE26: each package stays in its region; resource groups, vaults and registries would keep their names there."""
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        if old.subscription == new.subscription and old.region != new.region:
            message = f"{name} is in {old.region} by the ledger, and would be deployed to {new.region}"
            hint = f"give it {old.region} again; in another region make a new landing zone beside it"
            yield document.finding("NTE26", _at(blueprint, name), message, hint=hint, source=SOURCE)


def _at(blueprint: Blueprint, name: str) -> Path:
    """Where the blueprint says the region of a package, else where it names the landing zone or the hub."""
    zones = {zone.name: (index, zone) for index, zone in enumerate(blueprint.landing_zones)}
    if name in zones:
        index, zone = zones[name]
        return ("landingZones", index, "region" if zone.region else "name")
    return (*HUB_AT, "region" if blueprint.hub.region else "name")
