"""Notes about landing zones that answer with images and code which no group can bring there."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import endpoints
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

ENGINEER = "ml-engineer"
_SOURCE = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), image builds"


def undelivered(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE57: a group has the persona that pushes images and uploads code where deployments run them."""
    rows = [row for row in blueprint.access if ENGINEER in row.personas]
    for index, zone in enumerate(blueprint.landing_zones):
        served = any(zone.name in row.landing_zones or not row.landing_zones for row in rows)
        if not served and (what := _brought(zone)):
            message = f"no group may bring {what} to {zone.name}, and its deployments answer with them"
            hint = f"add a group to 'access' with personas: [{ENGINEER}] and landingZones: [{zone.name}]"
            path = ("landingZones", index, INFERENCE)
            yield document.finding("NTE57", path, message, hint=hint, source=_SOURCE, on_key=True)


def _brought(zone: LandingZone) -> str:
    """What people must bring into the workspace itself, in words; '' for nothing."""
    deployed = [one for _, _, end in endpoints(zone.inference) for one in end.deployments] if zone.inference else []
    images = any(one.environment and one.environment.source == "workspace" for one in deployed)
    return " and ".join(["images"] * images + ["code"] * any(one.code for one in deployed))
