"""The part of the input language about the institution's Purview account, which scans layers of lakes."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Guid, Line, Node

AccountId = Annotated[
    str,
    Field(
        pattern=(
            r"^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[A-Za-z0-9_().-]{1,90}"
            r"/providers/Microsoft\.Purview/accounts/[A-Za-z0-9-]{3,63}$"
        )
    ),
]
"""Source: Microsoft.Purview types, accounts."""


class Purview(Node):
    """The Purview account of the tenant, which exists and is run by another team; no package makes one."""

    account: AccountId = Field(description="Id of the account.")
    object_id: Guid = Field(alias="objectId", description="Object id of its system-assigned managed identity.")


class Scan(Node):
    """What the institution's Purview account may scan of a lake."""

    layers: list[Literal["bronze", "silver", "gold", "evidence"]] = Field(
        min_length=1,
        max_length=4,
        description="Layers that it reads; it gets a reader's role on each, and no wider one.",
    )
    runtime: Literal["managed", "self-hosted"] = Field(
        default="managed",
        description=(
            "Where scans run: in the managed network of Purview, or on machines of the institution that reach the"
            " lake's private endpoints. Azure's shared runtime cannot pass the lake's firewall."
        ),
    )
    reason: Line = Field(description="Why the catalogue needs it; printed on the role assignments.")
