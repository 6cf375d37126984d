"""The part of the input language about data lakes."""

from typing import Annotated, Literal, Protocol, get_args

from pydantic import Field

from ringfence.blueprint.language.types import Line, Name, Node

KEY, PURPOSE = "lake", "data-lake"
"""The key of a landing zone that keeps data, and its purpose."""

Layer = Literal["bronze", "silver", "gold"]
LAYERS: tuple[Layer, ...] = get_args(Layer)


class LakeAccess(Node):
    """Who may read or write which layers of a lake: a group of `access`, or the jobs of a landing zone."""

    group: Name | None = Field(default=None, description="One of the groups under `access`.")
    landing_zone: Name | None = Field(
        default=None,
        alias="landingZone",
        description=(
            "A landing zone for machine-learning, inference or databricks: the identity of its clusters or of its "
            "access connector gets the right, its firewall rule or its managed network's private endpoint opens."
        ),
    )
    layers: list[Layer] = Field(min_length=1, max_length=3, description="Layers of the lake.")
    access: Literal["read", "write"] = Field(default="read", description="What may be done there; write includes read.")
    reason: Line = Field(description="Why the business needs it; printed on the right and on the rule.")


class Retention(Node):
    """Layers whose files cannot be changed or deleted before their time (write once, read many)."""

    layers: list[Layer] = Field(min_length=1, max_length=3, description="Layers whose files are kept.")
    days: Annotated[int, Field(ge=1, le=146000)] = Field(
        description="Days from a file's creation in which it can be neither changed, renamed nor deleted."
    )
    reason: Line = Field(description="Which law or rule wants it; printed on the policy.")


class Lake(Node):
    """A data lake in three layers, as containers of accounts with folders (ADLS Gen2)."""

    accounts: Literal["one", "one-a-layer"] = Field(
        default="one", description="One account with three containers, or an account for each layer."
    )
    retention: Retention | None = Field(
        default=None,
        description="Keeps files of layers as they are by an unlocked policy; accounts with folders have no versions.",
    )
    access: list[LakeAccess] = Field(default=[], max_length=100, description="Who may read or write which layers.")


class HasLake(Protocol):
    """A landing zone, as far as its lake goes."""

    @property
    def lake(self) -> Lake | None:
        """Its lake."""


def account_of(lake: Lake, layer: Layer) -> str:
    """What tells the account of a layer apart from the others: nothing for one account, else the layer."""
    return "" if lake.accounts == "one" else layer


def account_words(lake: Lake) -> tuple[str, ...]:
    """The words of all accounts of a lake, each once, in order of layers."""
    return tuple(dict.fromkeys(account_of(lake, layer) for layer in LAYERS))


def words(zone: HasLake) -> tuple[str, ...]:
    """The words of the accounts of a landing zone's lake."""
    return account_words(zone.lake or Lake())
