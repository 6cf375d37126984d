"""A registry of models: what Azure makes with it, and how the landing zones that take models from it know it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blueprint.model import LandingZone
from generator.catalog.read import kinds, services
from generator.plan.brief import Path
from generator.plan.frame import WORKLOAD, Frame, group_names, resource_id
from generator.plan.model.services import Elsewhere, Existing
from generator.plan.model.values import Given
from generator.plan.residence import zone_namer, zone_subscription
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

    zone: str
    name: Given[str]
    id: Given[str]
    place: Elsewhere

    @property
    def known(self) -> Existing:
        """The registry as a module names it."""
        spec = services()[KIND]
        return Existing(symbol=SYMBOL, type=spec.type, api=spec.api, name=self.name)


def supplier(frame: Frame, name: str) -> Supplier:
    """The registry of the landing zone of this name."""
    blueprint = frame.brief.blueprint
    index, zone = next((i, z) for i, z in enumerate(blueprint.landing_zones) if z.name == name)
    at: Path = ("landingZones", index)
    return _supplier(frame, zone, at)


def _supplier(frame: Frame, zone: LandingZone, at: Path) -> Supplier:
    namer = zone_namer(frame.brief, zone, at)
    home = zone_subscription(frame.brief.blueprint, zone)
    group = group_names(namer, (WORKLOAD, "workload"))[WORKLOAD].value
    name = namer.name(KIND)
    own = resource_id(f"/subscriptions/{home}/resourceGroups/{group}", services()[KIND].type, name)

    def given(field: str, value: str, text: str) -> Given[str]:
        return Given("supplier", field, value, text)

    return Supplier(
        zone=zone.name,
        name=given("name", name, "Name of the registry that models come from."),
        id=given("id", own, "Id of the registry that models come from."),
        place=Elsewhere(
            subscription=given("subscription", home, "Subscription of the registry."),
            group=given("group", group, "Resource group of the registry."),
        ),
    )
