"""A registry of models in another package: how the landing zones that take models from it name it."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.cross_zone.neighbours import Neighbour
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given, plain

KIND, SYMBOL = "model-registry", "modelRegistry"


@dataclass(frozen=True, slots=True)
class Supplier:
    """The registry that a landing zone for inference takes its models from, in the package of another landing zone."""

    of: Neighbour
    known: Existing
    id: Given[str]

    @property
    def name(self) -> str:
        """The name of the registry."""
        return plain(self.known.name)


def supplier(package: PackageContext, name: str) -> Supplier:
    """The registry of the landing zone of this name."""
    zones = package.context.blueprint.landing_zones
    index, zone = next((i, z) for i, z in enumerate(zones) if z.name == name)
    there = neighbours.neighbour(package, index, "supplier", "", "the registry")
    own = zone_namer(package.context, zone, ("landingZones", index)).name(KIND)
    called = Given("supplier", "name", own, "Name of the registry that models come from.")
    address = neighbours.own_id(there.group_id, KIND, own)
    return Supplier(
        of=there,
        known=neighbours.named(KIND, SYMBOL, called),
        id=Given("supplier", "id", address, "Id of the registry that models come from."),
    )
