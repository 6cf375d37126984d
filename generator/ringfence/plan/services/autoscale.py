"""How the number of instances of a deployment follows load and hours, in the terms of Azure Monitor's autoscale."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.scaling import USUAL, WEEK, Scale, Schedule
from ringfence.blueprint.language.scaling import ScaleRule as RuleSpec
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.model.identifiers import identifier
from ringfence.plan.model.inference import Autoscale, Profile, Recurrence, ScaleRule
from ringfence.plan.model.values import Given, Reason, Resource, plain
from ringfence.plan.services.served import field

OWNER = "scaling"
SOURCE = "azure-ai-docs machine-learning/how-to-autoscale-endpoints.md"
METRICS: Mapping[str, tuple[str, str]] = {
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
    symbol = deployment.symbol
    hours = " and hours" if spec.schedules else ""
    why = package.context.because(f"The number of instances follows load{hours}.", at, source=SOURCE)
    words = (plain(endpoint.name), plain(deployment.name))
    name = Given(OWNER, field(symbol, "name"), "-".join(("as", *words)), "Name of an autoscale setting.")
    return Autoscale(
        resource=package.resource("autoscale", deployment.module, f"{symbol}_scale", name, WORKLOAD, why),
        target=symbol,
        profiles=tuple(_profiles(package.context, spec, begin, symbol, at)),
        rules=tuple(rule for index, row in enumerate(spec.rules) for rule in _rules(row, index, symbol, measured)),
    )


def _rules(spec: RuleSpec, index: int, symbol: str, measured: Mapping[str, Resource]) -> Iterator[ScaleRule]:
    """The rule that adds instances, then the one that gives one back."""
    (metric, what), rule = METRICS[spec.metric], f"{spec.metric}{index}"
    text = "Over which the average is taken, and then waited."
    window = Given(OWNER, field(symbol, rule, "window"), f"PT{spec.minutes}M", text)
    step: Given[str] | str = Given(OWNER, field(symbol, rule, "step"), str(spec.step), "Instances added at one time.")
    steps = [("above", "GreaterThan", "Increase", spec.above, step)]
    if spec.below is not None:
        steps.append(("below", "LessThan", "Decrease", spec.below, "1"))
    for word, operator, direction, threshold, step in steps:
        yield ScaleRule(
            metric=metric,
            of=measured[what].symbol,
            operator=operator,
            threshold=Given(OWNER, field(symbol, rule, word), threshold, f"Instances change {word} this average."),
            direction=direction,
            step=step,
            window=window,
        )


def _profiles(context: BlueprintContext, spec: Scale, begin: int, symbol: str, at: Path) -> Iterator[Profile]:
    """The usual bounds; then for each schedule the bounds from its start on, and the usual ones from its end on.

    A profile holds until another begins, so each schedule needs both. Source: azure-docs
    azure-monitor/autoscale/autoscale-multiprofile.md (recurring profiles), with its names for those that end.
    """
    usual = (spec.min, spec.max, begin)
    holds = f"Between {spec.min} and {spec.max} instances, by load"
    why = context.because(f"{holds}{', outside the hours below' if spec.schedules else ''}.", at, source=SOURCE)
    yield _profile(USUAL, usual, field(symbol, USUAL), None, why)
    for index, row in enumerate(spec.schedules):
        hours, line = field(symbol, identifier(row.name)), (*at, "schedules", index)
        bounds, begins = (row.min, row.max, row.min), _recurrence(row, row.start, hours, "start")
        why = context.because(
            f"Between {row.min} and {row.max} instances in these hours, by load.", line, source=SOURCE
        )
        yield _profile(row.name, bounds, hours, begins, why)
        name = json.dumps({"name": USUAL, "for": row.name}, separators=(",", ":"))
        why = context.because(f"{holds}: the hours {row.name} are over.", line, source=SOURCE)
        yield _profile(name, usual, field(symbol, USUAL), _recurrence(row, row.end, hours, "end"), why)


def _profile(
    name: str, bounds: tuple[int, int, int], hours: str, recurrence: Recurrence | None, why: Reason
) -> Profile:
    least, most, default = bounds
    return Profile(
        name=name,
        minimum=Given(OWNER, f"{hours}_min", str(least), "Least instances."),
        maximum=Given(OWNER, f"{hours}_max", str(most), "Most instances."),
        default=Given(OWNER, f"{hours}_default", str(default), "Instances while nothing can be measured."),
        recurrence=recurrence,
        because=(why,),
    )


def _recurrence(row: Schedule, time: str, hours: str, word: str) -> Recurrence:
    hour, minute = map(int, time.split(":"))
    return Recurrence(
        days=tuple(day for day in WEEK if day in row.days),
        hour=Given(OWNER, f"{hours}_{word}Hour", hour, "Hour at which the bounds begin to hold."),
        minute=Given(OWNER, f"{hours}_{word}Minute", minute, "Minute at which the bounds begin to hold."),
        time_zone=Given(OWNER, f"{hours}_zone", row.time_zone, "Time zone by its Windows name."),
    )
