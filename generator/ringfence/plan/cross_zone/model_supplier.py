"""A registry of models in another package: how the landing zones that take models from it name it."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.cross_zone.neighbours import Neighbour
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given, plain

KIND, SYMBOL = "model-registry", "modelRegistry"


@dataclass(frozen=True, slots=True)
class Supplier:
    """The registry that a landing zone for inference takes its models from, in the package of another landing zone.

    `reason` and `at` are those of the connection.
    """

    of: Neighbour
    known: Existing
    id: Given[str]
    reason: str
    at: Path

    @property
    def name(self) -> str:
        """The name of the registry."""
        return plain(self.known.name)


def supplier(package: PackageContext) -> Supplier | None:
    """The registry that a connection of this landing zone leads to; None without one."""
    blueprint = package.context.blueprint
    rows = [(i, row) for i, row in enumerate(blueprint.connections) if row.use == MODEL_REGISTRY]
    at, row = next(((i, row) for i, row in rows if row.start == package.name), (0, None))
    if row is None:
        return None
    index, zone = next((i, z) for i, z in enumerate(blueprint.landing_zones) if z.name == row.end)
    there = neighbours.neighbour(package, index, SYMBOL, "")
    own = zone_namer(package.context, zone, ("landingZones", index)).name(KIND)
    called = Given(SYMBOL, "name", own, "", bounds=name_bounds(KIND))
    address = neighbours.own_id(there.group_id, KIND, own)
    return Supplier(
        of=there,
        known=neighbours.named(package, KIND, SYMBOL, called),
        id=Given(SYMBOL, "id", address, ""),
        reason=row.reason,
        at=("connections", at),
    )
