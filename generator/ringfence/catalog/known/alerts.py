"""What a folder says of alerts: a metric of its resources, and the value at which people hear of it."""

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
