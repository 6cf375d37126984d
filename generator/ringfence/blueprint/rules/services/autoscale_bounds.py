"""Rule INF06: instances stay between their bounds, and at every hour it is clear which bounds hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.scaling import USUAL, Scale, Schedule
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_SCALE = "azure-docs azure-monitor/autoscale/autoscale-best-practices.md"
_HOURS = "azure-docs azure-monitor/autoscale/autoscale-multiprofile.md, recurring profiles"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Bounds enclose the number that a deployment begins with, thresholds leave room, hours do not overlap or touch."""
    for index, zone in enumerate(blueprint.landing_zones):
        for number, endpoint in enumerate(zone.inference.online if zone.inference else ()):
            for at, deployment in enumerate(endpoint.deployments):
                path = ("landingZones", index, INFERENCE, "online", number, "deployments", at)
                if deployment.scale:
                    yield from _bounds(document, path, deployment.scale, deployment.instances)
                    yield from _thresholds(document, (*path, "scale"), deployment.scale)
                    yield from _hours(document, (*path, "scale", "schedules"), deployment.scale.schedules)


def _bounds(document: Document, at: Path, scale: Scale, begin: int) -> Iterator[Diagnostic]:
    here = (*at, "scale")
    bounds = [(here, scale.min, scale.max)]
    bounds += [((*here, "schedules", index), row.min, row.max) for index, row in enumerate(scale.schedules)]
    for path, least, most in bounds:
        if least > most:
            hint = f"write at most {most}"
            yield document.finding("INF06", (*path, "min"), f"at least {least} and at most {most}", hint=hint)
    if scale.min <= scale.max and not scale.min <= begin <= scale.max:
        message = f"it begins with {begin} instances and scales between {scale.min} and {scale.max}"
        yield document.finding("INF06", (*at, "instances"), message, hint=f"set 'instances' to {scale.min}")


def _thresholds(document: Document, here: Path, scale: Scale) -> Iterator[Diagnostic]:
    for index, rule in enumerate(scale.rules):
        if rule.below is not None and rule.below >= rule.above:
            message = f"instances are added above {rule.above} and given back below {rule.below}"
            hint = "leave room between the two, or the number of instances swings"
            yield document.finding("INF06", (*here, "rules", index, "below"), message, hint=hint, source=_SCALE)


def _hours(document: Document, here: Path, rows: Sequence[Schedule]) -> Iterator[Diagnostic]:
    for index, row in enumerate(rows):
        if row.start >= row.end:
            message = f"these hours begin at {row.start} and end at {row.end} on the same day"
            hint = "write two schedules, one for each day"
            yield document.finding("INF06", (*here, index, "end"), message, hint=hint)
        if row.name == USUAL:
            message = f"'{USUAL}' is what the bounds outside of all hours are called"
            yield document.finding("INF06", (*here, index, "name"), message, hint="choose another name")
    for (_, first), (at, second) in combinations(enumerate(rows), 2):
        if first.time_zone != second.time_zone:
            message = (
                f"these hours are in another time zone than those of '{first.name}', so a reader cannot see which hold"
            )
            hint = f"write both in '{first.time_zone}'"
            yield document.finding("INF06", (*here, at, "timeZone"), message, hint=hint, source=_HOURS)
        elif days := _shared(first, second):
            message = f"these hours overlap or touch those of '{first.name}' on {', '.join(days)}"
            hint = "leave a minute between them, or make one schedule of the two"
            yield document.finding("INF06", (*here, at, "start"), message, hint=hint, source=_HOURS)


def _shared(first: Schedule, second: Schedule) -> list[str]:
    """The days on which the hours of two schedules have a minute in common; the last minute of each counts."""
    apart = first.end < second.start or second.end < first.start
    return [] if apart else [day for day in first.days if day in second.days]
