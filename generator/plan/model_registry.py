"""A registry of models: what Azure makes with it, and how the landing zones that take models from it know it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.read import kinds
from generator.plan import abroad
from generator.plan.abroad import Neighbour
from generator.plan.frame import Frame
from generator.plan.model.services import Existing
from generator.plan.model.values import Given, plain
from generator.plan.residence import zone_namer
from generator.plan.services.service import Values

KIND, SYMBOL = "model-registry", "modelRegistry"
FILES, IMAGES = "registry-files", "registry-images"


def values(frame: Frame) -> Values:
    """What the registry's service needs: its region, and the names of the accounts that Azure makes with it."""

    def given(field: str, kind: str) -> Given[str]:
        return Given(
            "modelRegistrySettings", field, frame.namer.name(kind), f"Name of the {kinds()[kind].title.lower()}."
        )

    return {
        "registryRegion": frame.location,
        "registryFiles": given("files", FILES),
        "registryImages": given("images", IMAGES),
    }


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


def supplier(frame: Frame, name: str) -> Supplier:
    """The registry of the landing zone of this name."""
    zones = frame.brief.blueprint.landing_zones
    index, zone = next((i, z) for i, z in enumerate(zones) if z.name == name)
    there = abroad.neighbour(frame, index, "supplier", "", "the registry")
    own = zone_namer(frame.brief, zone, ("landingZones", index)).name(KIND)
    called = Given("supplier", "name", own, "Name of the registry that models come from.")
    address = abroad.own_id(there.group_id, KIND, own)
    return Supplier(
        of=there,
        known=abroad.named(KIND, SYMBOL, called),
        id=Given("supplier", "id", address, "Id of the registry that models come from."),
    )
