"""How the number of instances of a deployment follows load and hours, in the terms of Azure Monitor's autoscale."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal

from ringfence.blueprint.language.scaling import USUAL, WEEK, Scale, Schedule
from ringfence.blueprint.language.scaling import ScaleRule as RuleSpec
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, ref
from ringfence.plan.model.inference.autoscale import Autoscale, Profile, Recurrence, ScaleRule
from ringfence.plan.model.values import Reason, Resource, plain

SOURCE = "azure-ai-docs machine-learning/how-to-autoscale-endpoints.md"
METRICS: Mapping[str, tuple[str, Literal["deployment", "endpoint"]]] = {
    "cpu": ("CpuUtilizationPercentage", "deployment"),
    "latency": ("RequestLatency", "endpoint"),
    "requests": ("RequestsPerMinute", "endpoint"),
}
"""Azure's metric and what is measured, by the blueprint's word.

Source: azure-ai-docs machine-learning/how-to-monitor-online-endpoints.md, available metrics.
"""


def autoscale(
    package: PackageContext, spec: Scale, at: Path, begin: int, measured: Mapping[str, Resource]
) -> Autoscale:
    """The setting of one deployment; `measured` has it and its endpoint, `begin` is its first number of instances."""
    deployment, endpoint = measured["deployment"], measured["endpoint"]
    hours = " and hours" if spec.schedules else ""
    why = package.context.because(f"The number of instances follows load{hours}.", at, source=SOURCE)
    name = "-".join(("as", plain(endpoint.name), plain(deployment.name)))
    return Autoscale(
        resource=package.resource("autoscale", deployment.module, "autoscaleSettings", name, WORKLOAD, why),
        deployment=ref(deployment),
        endpoint=ref(endpoint),
        profiles=tuple(_profiles(package.context, spec, begin, at)),
        rules=tuple(map(_rule, spec.rules)),
    )


def _rule(spec: RuleSpec) -> ScaleRule:
    metric, measured = METRICS[spec.metric]
    return ScaleRule(
        word=spec.metric,
        metric=metric,
        measured=measured,
        above=spec.above,
        below=spec.below,
        step=spec.step,
        minutes=spec.minutes,
    )


def _profiles(context: BlueprintContext, spec: Scale, begin: int, at: Path) -> Iterator[Profile]:
    """The usual bounds; then for each schedule the bounds from its start on, and the usual ones from its end on.

    A profile holds until another begins, so each schedule needs both. Source: azure-docs
    azure-monitor/autoscale/autoscale-multiprofile.md (recurring profiles), with its names for those that end.
    """
    usual = (spec.min, spec.max, begin)
    holds = f"Between {spec.min} and {spec.max} instances, by load"
    why = context.because(f"{holds}{', outside the hours below' if spec.schedules else ''}.", at, source=SOURCE)
    yield _profile(USUAL, usual, None, why)
    for index, row in enumerate(spec.schedules):
        line, bounds = (*at, "schedules", index), (row.min, row.max, row.min)
        why = context.because(
            f"Between {row.min} and {row.max} instances in these hours, by load.", line, source=SOURCE
        )
        yield _profile(row.name, bounds, _recurrence(row, row.start), why)
        name = json.dumps({"name": USUAL, "for": row.name}, separators=(",", ":"))
        why = context.because(f"{holds}: the hours {row.name} are over.", line, source=SOURCE)
        yield _profile(name, usual, _recurrence(row, row.end), why)


def _profile(name: str, bounds: tuple[int, int, int], recurrence: Recurrence | None, why: Reason) -> Profile:
    least, most, default = bounds
    return Profile(
        name=name,
        minimum=least,
        maximum=most,
        default=default,
        recurrence=recurrence,
        because=(why,),
    )


def _recurrence(row: Schedule, time: str) -> Recurrence:
    hour, minute = map(int, time.split(":"))
    return Recurrence(
        days=tuple(day for day in WEEK if day in row.days),
        hour=hour,
        minute=minute,
        time_zone=row.time_zone,
    )
