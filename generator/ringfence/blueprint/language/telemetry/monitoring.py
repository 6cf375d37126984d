"""The part of the input language about alerts: who hears of what, and from which value on."""

from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.types import Name, Node

ALERTS_AT = ("monitoring", "alerts")
"""Path of what the blueprint says of alerts."""


class Receiver(Node):
    """A mailbox that alerts are sent to."""

    name: Name = Field(description="Name of the receiver.")
    email: str = Field(
        pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
        max_length=254,
        description="Address of a mailbox that someone reads at any hour.",
    )
    landing_zones: list[Name] = Field(
        default=[],
        alias="landingZones",
        max_length=500,
        description="Landing zones whose alerts it gets; those of the hub and of all landing zones when left out.",
    )


class Alerts(Node):
    """Who receives alerts, and thresholds in place of the defaults; without a receiver there are none."""

    receivers: list[Receiver] = Field(default=[], max_length=50, description="Who receives alerts.")
    thresholds: dict[Name, Annotated[int, Field(ge=0, le=100_000_000_000)]] = Field(
        default={},
        description="Thresholds in place of the defaults, by the names of alerts in the review, in the same units.",
    )


class Monitoring(Node):
    """How people hear of what goes wrong."""

    alerts: Alerts = Field(default=Alerts(), description="Alerts, and who receives them.")
