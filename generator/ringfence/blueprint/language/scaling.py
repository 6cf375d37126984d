"""The part of the input language about how many instances answer: by load, and by the hour."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from ringfence.blueprint.language.types import Name, Node

Count = Annotated[int, Field(ge=1, le=50)]
"""Instances of a deployment. Source: azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27)."""
Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEK: tuple[Day, ...] = get_args(Day)
USUAL = "usual"
"""What the bounds outside of all hours are called in Azure; hours of that name could not be told from them."""
TimeZone = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9 .()+-]*$", min_length=3, max_length=60)]


class ScaleRule(Node):
    """When instances are added, and when they are given back."""

    metric: Literal["cpu", "latency", "requests"] = Field(
        description=(
            "`cpu`: percent of the deployment's processors; `latency`: milliseconds an answer of the endpoint takes; "
            "`requests`: requests a minute to the endpoint."
        )
    )
    above: Annotated[int, Field(ge=1, le=10_000_000)] = Field(description="Instances are added above this average.")
    below: Annotated[int, Field(ge=0, le=10_000_000)] | None = Field(
        default=None, description="Instances are given back below this average; by this rule never, when left out."
    )
    step: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="Instances that are added at one time.")
    minutes: Annotated[int, Field(ge=5, le=60)] = Field(
        default=5, description="Minutes over which the average is taken, and then waited."
    )


class Schedule(Node):
    """Hours in which other bounds hold."""

    name: Name = Field(description="Name of the hours, for example office-hours.")
    days: list[Day] = Field(min_length=1, max_length=7, description="Days of the week.")
    start: Hour = Field(description="When they begin, as 'HH:MM'.")
    end: Hour = Field(description="When they end on the same day, as 'HH:MM'.")
    time_zone: TimeZone = Field(
        default="UTC",
        alias="timeZone",
        description="Time zone by its Windows name, for example W. Europe Standard Time.",
    )
    min: Count = Field(description="Least instances in these hours.")
    max: Count = Field(description="Most instances in these hours.")


class Scale(Node):
    """How many instances a deployment has: between two bounds, by load, with other bounds in certain hours."""

    min: Count = Field(description="Least instances.")
    max: Count = Field(description="Most instances.")
    rules: list[ScaleRule] = Field(default=[], max_length=5, description="When instances are added and given back.")
    schedules: list[Schedule] = Field(default=[], max_length=9, description="Hours in which other bounds hold.")
