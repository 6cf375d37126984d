"""The part of the input language about the firewall: tier, zones, public addresses, and what its filters leave out."""

from datetime import date
from ipaddress import IPv4Network
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Line, Name, Node


class SignatureOverride(Node):
    """A signature of IDPS that is treated otherwise than the others, which deny; with someone who answers for it."""

    signature: Annotated[int, Field(ge=1, le=999999999)] = Field(
        description="Id of the signature, as the firewall logs it."
    )
    mode: Literal["Off", "Alert", "Deny"] = Field(
        description="What it does: nothing, log, or drop. Some only log until they are set to Deny."
    )
    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    reason: Line = Field(description="Why this signature is treated otherwise.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")


class ThreatException(Node):
    """Hosts or addresses that threat intelligence does not judge, with someone who answers for it; rules still do."""

    name: Name = Field(description="Name of the exception.")
    fqdns: list[str] = Field(default=[], max_length=50, description="Host names.")
    addresses: list[IPv4Network] = Field(default=[], max_length=50, description="Prefixes, of /24 at most.")
    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    reason: Line = Field(description="Why the list of Microsoft is wrong about it.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")


class Firewall(Node):
    """Azure Firewall in the hub."""

    tier: Literal["Standard", "Premium"] = Field(
        default="Premium", description="Tier; Premium adds intrusion detection and prevention (IDPS)."
    )
    zones: list[Annotated[int, Field(ge=1, le=3)]] | None = Field(
        default=None,
        min_length=1,
        max_length=3,
        description=(
            "Availability zones as the subscription numbers them; when left out, all but those that take no new"
            " firewall."
        ),
    )
    public_addresses: Annotated[int, Field(ge=1, le=50)] = Field(
        default=1,
        alias="publicAddresses",
        description=(
            "Public addresses for egress, each with 2,496 SNAT ports an instance. Azure may take any of them, so"
            " partners allow all."
        ),
    )
    signature_overrides: list[SignatureOverride] = Field(
        default=[],
        alias="signatureOverrides",
        max_length=1000,
        description="Signatures of IDPS that are treated otherwise than the others; Premium only.",
    )
    threat_exceptions: list[ThreatException] = Field(
        default=[],
        alias="threatExceptions",
        max_length=50,
        description="What threat intelligence does not judge.",
    )
