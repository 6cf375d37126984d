"""Accepted risks of Application Insights, whose keys are off: what cannot sign in with Entra sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

KIND = "application-insights"


def telemetry(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of every landing zone with Application Insights, by what sends and by cloud."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index, zone.workload_key)
        if zone.purpose in services()[KIND].purposes:
            yield from _cloud(context, zone.name, at)
            yield from _jobs(context, zone, at)
            yield from _deployments(context, zone, at)


def _cloud(context: BlueprintContext, package: str, at: Path) -> Iterator[Risk]:
    cloud = context.blueprint.institution.cloud
    if cloud != "AzureCloud":
        yield risk(context, "telemetry-of-cloud", package, at, cloud=cloud)


def _jobs(context: BlueprintContext, zone: LandingZone, at: Path) -> Iterator[Risk]:
    if zone.purpose == TRAINING:
        yield risk(context, "telemetry-of-jobs", zone.name, at)


def _deployments(context: BlueprintContext, zone: LandingZone, at: Path) -> Iterator[Risk]:
    if zone.purpose == INFERENCE and zone.inference and any(one.deployments for one in zone.inference.online):
        yield risk(context, "telemetry-of-deployments", zone.name, (*at, "online"))
