"""What a folder says of alerts: metrics of its resources, events of the activity log, and queries over its logs."""

from typing import Literal

from pydantic import Field

from ringfence.catalog.part import Sourced

Operator = Literal["GreaterThan", "LessThan"]
Aggregation = Literal["Average", "Maximum", "Total"]


class AlertSpec(Sourced):
    """A metric alert that every resource of the kind has, once someone receives alerts.

    `name` is the word by which a blueprint sets another `threshold`, a whole number in `unit` that is at most `most`.
    `minutes` is the window that `of` is taken over, `severity` is Azure's, 0 the most urgent. `split` names dimensions,
    each of whose values is judged alone, `only` the values of a dimension that count. `beside` is a kind without which
    in the package the metric says nothing. The metric is `late` where Azure has it only once there was traffic.
    """

    name: str
    metric: str
    of: Aggregation = "Average"
    operator: Operator = "GreaterThan"
    threshold: int
    most: int
    unit: str
    minutes: Literal[5, 15, 60] = 5
    severity: Literal[0, 1, 2, 3]
    split: tuple[str, ...] = ()
    only: dict[str, tuple[str, ...]] = Field(default={})
    beside: str = ""
    late: bool = False
    why: str
    source: str


class EventSpec(Sourced):
    """An activity-log alert on resources of the kind, once someone receives alerts.

    `of` are operations, any of which counts once it succeeded, below the resource groups of a package that hold such
    resources. Of the scope `subscription` they count in the whole subscription. With the category `ServiceHealth`
    `of` are kinds of incidents of Azure.
    """

    name: str
    category: Literal["Administrative", "ServiceHealth"] = "Administrative"
    of: tuple[str, ...]
    scope: Literal["groups", "subscription"] = "groups"
    why: str
    source: str


class QuerySpec(Sourced):
    """A log alert of the workspace that resources of the kind send their logs to, once someone receives alerts.

    `query` is a constant text of Kusto whose answer has a row for each event, with the column `_ResourceId`. More than
    `threshold` rows of one resource in `minutes` are told, by the value of each column of `split`; a blueprint sets
    another threshold by `name`, which is at most `most`. `severity` is Azure's, 0 the most urgent.
    """

    name: str
    query: str
    threshold: int
    most: int = 1_000_000
    unit: str
    minutes: Literal[5, 15, 60] = 15
    severity: Literal[0, 1, 2, 3]
    split: tuple[str, ...] = ()
    why: str
    source: str

    @property
    def operator(self) -> Operator:
        """A log alert tells of more rows than its threshold."""
        return "GreaterThan"
