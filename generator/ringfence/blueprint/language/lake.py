"""The part of the input language about data lakes."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from ringfence.blueprint.language.types import Line, Node

KEY, PURPOSE = "dataLake", "data-lake"
"""The workload block of a landing zone that keeps data, and its purpose."""

Layer = Literal["bronze", "silver", "gold"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
DAYS = (1, 146000)
"""The fewest and the most days that Azure keeps files by a time-based policy."""


class Retention(Node):
    """Layers whose files cannot be changed or deleted before their time (write once, read many)."""

    layers: list[Layer] = Field(min_length=1, max_length=3, description="Layers whose files are kept.")
    days: Annotated[int, Field(ge=DAYS[0], le=DAYS[1])] = Field(
        description="Days from a file's creation in which it can be neither changed, renamed nor deleted."
    )
    reason: Line = Field(description="Which law or rule wants it; printed on the policy.")


class DataLake(Node):
    """Workload: a data lake in three layers, as containers of accounts with folders (ADLS Gen2)."""

    accounts: Literal["one", "one-a-layer"] = Field(
        default="one", description="One account with three containers, or an account for each layer."
    )
    retention: Retention | None = Field(
        default=None,
        description="Keeps files of layers as they are by an unlocked policy; accounts with folders have no versions.",
    )


def account_of(lake: DataLake, layer: Layer) -> str:
    """What tells the account of a layer apart from the others: nothing for one account, else the layer."""
    return "" if lake.accounts == "one" else layer


def account_beside(lake: DataLake, layer: str) -> str:
    """The same for a layer by its name; raises StopIteration for no layer."""
    return account_of(lake, next(one for one in LAYERS if one == layer))


def layers_of(lake: DataLake, word: str) -> tuple[Layer, ...]:
    """The layers of the account that this word tells apart."""
    return tuple(layer for layer in LAYERS if account_of(lake, layer) == word)


def account_words(lake: DataLake) -> tuple[str, ...]:
    """The words of all accounts of a lake, each once, in order of layers."""
    return tuple(dict.fromkeys(account_of(lake, layer) for layer in LAYERS))
