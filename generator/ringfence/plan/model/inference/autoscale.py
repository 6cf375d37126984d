"""How the number of instances of deployments follows load and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ringfence.blueprint.language.scaling import Scale, Schedule
from ringfence.blueprint.language.scaling import ScaleRule as RuleSpec
from ringfence.plan.model.rows.bounds import column
from ringfence.plan.model.values import Cell, Column, Reason, Ref, Resource, length, plain


def _of_hours(field: str) -> Column:
    """A column of hours: times, of five characters, and their zone need words."""
    known = column(Schedule, field)
    if field in ("start", "end"):
        return replace(known, text="As 'HH:MM'.", bounds=length(5, 5))
    return known if field == "time_zone" else replace(known, text="")


SCALING = (
    Column(name="name", type="string", bounds=length(1, 260)),
    Column(name="endpoint", type="string", bounds=length(3, 32)),
    Column(name="deployment", type="string", bounds=length(3, 32)),
    replace(column(Scale, "min"), text=""),
    replace(column(Scale, "max"), text=""),
    replace(column(Scale, "max"), name="default", text="Instances while nothing can be measured."),
    replace(
        column(Scale, "rules"),
        type="scalingRuleType[]",
        text="",
        one="When instances are added and given back.",
        inside=tuple(column(RuleSpec, field) for field in RuleSpec.model_fields),
    ),
    replace(
        column(Scale, "schedules"),
        type="scalingHoursType[]",
        text="",
        one="Hours in which other bounds hold.",
        inside=tuple(map(_of_hours, Schedule.model_fields)),
    ),
)
"""What a setting is told by: usual bounds, rules, and hours in which other bounds hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happens when an average passes a threshold, in Azure Monitor's words; `step` is a number of instances."""

    operator: Literal["GreaterThan", "LessThan"]
    threshold: int
    direction: Literal["Increase", "Decrease"]
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRule:
    """When instances are added and, with `below`, given back, one at a time.

    `word` is the blueprint's for the `metric`, which is Azure's and of the deployment or its endpoint.
    """

    word: str
    metric: str
    measured: Literal["deployment", "endpoint"]
    above: int
    below: int | None
    step: int
    minutes: int

    @property
    def changes(self) -> Iterator[Change]:
        """The change that adds instances, then the one that gives one back."""
        yield Change(operator="GreaterThan", threshold=self.above, direction="Increase", step=self.step)
        if self.below is not None:
            yield Change(operator="LessThan", threshold=self.below, direction="Decrease", step=1)

    @property
    def row(self) -> Mapping[str, Cell]:
        """The rule as a reviewer reads it."""
        back: Mapping[str, Cell] = {} if self.below is None else {"below": self.below}
        return {"metric": self.word, "above": self.above, **back, "step": self.step, "minutes": self.minutes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """When bounds begin to hold: days of the week in English, hour and minute in a time zone by its Windows name."""

    days: tuple[str, ...]
    hour: int
    minute: int
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Bounds for the number of instances; they hold until the next profile begins."""

    name: str
    minimum: int
    maximum: int
    default: int
    recurrence: Recurrence | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoscale:
    """How the number of instances of a deployment follows load and hours; all its profiles have the same rules.

    The usual bounds come first; then, for each schedule, those of its hours and the usual ones again.
    """

    resource: Resource
    deployment: Ref
    endpoint: Ref
    profiles: tuple[Profile, ...]
    rules: tuple[ScaleRule, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The setting as a reviewer reads it."""
        usual, *others = self.profiles
        return {
            "name": plain(self.resource.name),
            "endpoint": self.endpoint.value.rsplit("/", 1)[-1],
            "deployment": self.deployment.value.rsplit("/", 1)[-1],
            "min": usual.minimum,
            "max": usual.maximum,
            "default": usual.default,
            "rules": tuple(rule.row for rule in self.rules),
            "schedules": tuple(map(_hours, others[::2], others[1::2])),
        }


def _hours(profile: Profile, end: Profile) -> Mapping[str, Cell]:
    """The hours from the beginning of a profile to that of the next."""
    if profile.recurrence is None or end.recurrence is None:
        raise ValueError(f"the hours {profile.name} neither begin nor end")
    return {
        "name": profile.name,
        "days": profile.recurrence.days,
        "start": _time(profile.recurrence),
        "end": _time(end.recurrence),
        "timeZone": profile.recurrence.time_zone,
        "min": profile.minimum,
        "max": profile.maximum,
    }


def _time(when: Recurrence) -> str:
    return f"{when.hour:02}:{when.minute:02}"
