"""The part of the input language about egress: ways out through the firewall that the institution allows."""

from datetime import date
from ipaddress import IPv4Network
from typing import Literal

from pydantic import Field

from ringfence.blueprint.language.features import EgressRole
from ringfence.blueprint.language.types import DataClass, Line, Name, Node, Port


class Destination(Node):
    """Where a flow goes; exactly one kind of destination."""

    fqdns: list[str] | None = Field(default=None, min_length=1, max_length=50, description="Host names.")
    addresses: list[IPv4Network] | None = Field(default=None, min_length=1, max_length=50, description="Prefixes.")
    service_tag: str | None = Field(default=None, alias="serviceTag", description="One Azure service tag.")


class EgressFlow(Node):
    """An allowed way out through the firewall, with someone who answers for it."""

    name: Name = Field(description="Name of the flow and of its firewall rule.")
    landing_zones: list[Name] = Field(alias="landingZones", min_length=1, description="Landing zones it starts in.")
    subnets: list[EgressRole] | None = Field(
        default=None,
        min_length=1,
        max_length=4,
        description="Subnets it starts in; those in which jobs run when left out.",
    )
    to: Destination = Field(description="Where it goes.")
    protocol: Literal["TCP", "UDP"] = Field(default="TCP", description="Transport protocol.")
    ports: list[Port] = Field(default=[443], min_length=1, max_length=20, description="Destination ports.")
    owner: Line = Field(description="Who answers for the flow: a team or a mailbox.")
    reason: Line = Field(description="Why the business needs it; printed on every rule.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")
    data_class: DataClass = Field(alias="dataClass", description="Highest class of data that may take this way.")
