"""Accepted risks of people who act through machines and deployments: jobs, deployers, users from outside."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import PURPOSE as INFERENCE
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.blueprint.language.mlops.placed import promotes
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk
from ringfence.plan.rules.rule_sources import behind_gateway, premises


def people(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of jobs that read lakes, of workspaces, of deployers, and of the prefixes that people come from."""
    yield from _jobs(context)
    yield from _workspaces(context)
    yield risk(context, "deployers-in-hub", "connectivity", ("landingZones",))
    if behind_gateway(context) or premises(context):
        yield _reach(context)


def _jobs(context: BlueprintContext) -> Iterator[Risk]:
    zones = context.blueprint.landing_zones
    trains = {zone.name for zone in zones if zone.purpose == TRAINING}
    for index, row in enumerate(context.blueprint.connections):
        if row.use == LAKE and row.start in trains:
            what = f"{row.access or 'read'} {', '.join(row.layers or ())} of {row.end}"
            yield risk(context, "jobs-read-lakes", row.start, ("connections", index), what=what)
            if row.access == "write" and EVIDENCE in (row.layers or ()):
                yield risk(context, "evidence-written-by-jobs", row.start, ("connections", index), lake=row.end)


def _workspaces(context: BlueprintContext) -> Iterator[Risk]:
    """What people may do in a workspace beside what the packages make: in one that trains, they may make endpoints.

    All its clusters are one identity: that the first of them may push images lets each job do so. Where pipelines
    register models, their gates write into the account that people and jobs write.
    """
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index)
        if zone.instances:
            yield risk(context, "instances-mount", zone.name, (*at, zone.workload_key, "instances"))
        if zone.purpose in (TRAINING, INFERENCE):
            yield risk(context, "studio-cors", zone.name, at)
        if zone.purpose == TRAINING:
            yield risk(context, "endpoints-made-by-hand", zone.name, (*at, zone.workload_key))
        if promotes(context.blueprint, zone.name):
            yield risk(context, "verdicts-written-by-people", zone.name, (*at, zone.workload_key))
        if zone.clusters:
            yield risk(context, "jobs-push-images", zone.name, (*at, zone.workload_key, "clusters"))


def _reach(context: BlueprintContext) -> Risk:
    spaces = len(context.blueprint.premises)
    at: Path = ("onPremises", "prefixes") if spaces else (*HUB_AT, "gateway")
    homes = [purposes()[zone.purpose].subnets for zone in context.blueprint.landing_zones]
    reached_by = [subnets[ENDPOINTS].peoplePorts for subnets in homes if ENDPOINTS in subnets]
    ports = sorted({port for some in reached_by for port in some}, key=int)
    reached = f"port{'s' if ports[1:] else ''} {', '.join(ports)}"
    return risk(context, "people-reach-endpoints", "connectivity", at, spaces=spaces, reached=reached)
