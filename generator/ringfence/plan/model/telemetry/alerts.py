"""Metric alerts: what is watched, and from which value on people hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.values import (
    SOME,
    Cell,
    Code,
    Column,
    Ref,
    Resource,
    between,
    length,
    one_of,
    plain,
)

ALERT = (
    Column(name="name", type="string", bounds=length(1, 260)),
    Column(name="resource", type="string", text="Id of what is watched.", bounds=SOME),
    Column(name="metric", type="string", bounds=length(1, 100)),
    Column(name="namespace", type="string", text="Type of what is watched.", bounds=length(1, 100)),
    Column(name="aggregation", type=one_of("Average", "Maximum", "Total")),
    Column(name="operator", type=one_of("GreaterThan", "LessThan")),
    Column(name="threshold", type="int", bounds=between(0, 100_000_000_000)),
    Column(name="minutes", type="int", text="Window that is measured.", bounds=between(5, 60)),
    Column(name="severity", type="int", text="0 is the most urgent.", bounds=between(0, 3)),
    Column(
        name="dimensions",
        type="alertDimensionType[]",
        one="Dimension of a metric, and its values that count.",
        inside=(
            Column(name="name", type="string", bounds=length(1, 100)),
            Column(name="values", type="string[]", text="An asterisk stands for each."),
        ),
    ),
    Column(name="late", type="bool", text="Azure has the metric only once there was traffic."),
)
"""What tells one alert from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A dimension of a metric: its values that count, each judged alone; `*` stands for all."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricAlert:
    """An alert on one resource: its `metric`, taken by `aggregation` over `minutes`, against a `threshold`.

    `word` is what a blueprint calls the alert, `unit` what the threshold is counted in, `kind` the catalogue key of
    what is watched. `late` says that Azure has the metric only once there was traffic. `group` is the action group.
    """

    resource: Resource
    word: str
    watched: Ref
    kind: str
    namespace: str
    metric: str
    aggregation: str
    operator: str
    threshold: int
    unit: str
    minutes: int
    severity: int
    group: Ref
    dimensions: tuple[Dimension, ...] = ()
    late: bool = False

    @property
    def row(self) -> Mapping[str, Cell]:
        """The alert as a reviewer reads it."""
        dimensions: tuple[Cell, ...] = tuple({"name": one.name, "values": one.values} for one in self.dimensions)
        return {
            "name": plain(self.resource.name),
            "resource": self.watched.value,
            "metric": self.metric,
            "namespace": self.namespace,
            "aggregation": self.aggregation,
            "operator": self.operator,
            "threshold": self.threshold,
            "minutes": self.minutes,
            "severity": self.severity,
            "dimensions": dimensions,
            "late": self.late,
        }

    @property
    def sends(self) -> Code:
        """The symbol of its action group, which stands in the same module."""
        return Code(self.group.symbol)
