"""The part of the input language about data lakes."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.data.ageing import Lifecycle
from ringfence.blueprint.language.data.purview import Scan
from ringfence.blueprint.language.lakes.catalogs import Catalog, beside, container_of
from ringfence.blueprint.language.lakes.layers import EVIDENCE, LAYERS, DataLayer, Layer
from ringfence.blueprint.language.types import Line, Node

KEY, PURPOSE = "dataLake", "data-lake"
"""The workload block of a landing zone that keeps data, and its purpose."""

DAYS = (1, 146000)
"""The fewest and the most days that Azure keeps files by a time-based policy."""
Days = Annotated[int, Field(ge=DAYS[0], le=DAYS[1])]


class Retention(Node):
    """Layers whose files cannot be changed or deleted before their time (write once, read many)."""

    layers: list[DataLayer] = Field(min_length=1, max_length=3, description="Layers whose files are kept.")
    days: Days = Field(
        description="Days from a file's creation in which it can be neither changed, renamed nor deleted."
    )
    reason: Line = Field(description="Which law or rule wants it; printed on the policy.")


class Evidence(Node):
    """A container for what must be kept as it is, beside layers that are rewritten (write once, read many)."""

    days: Days = Field(
        description="Days from a file's creation in which it can be neither changed, renamed nor deleted."
    )
    reason: Line = Field(description="Which law or rule wants it; printed on the policy.")


class DataLake(Node):
    """Workload: a data lake in three layers, as containers of accounts with folders (ADLS Gen2)."""

    accounts: Literal["one", "one-a-layer"] = Field(
        default="one", description="One account with all containers, or an account for each."
    )
    retention: Retention | None = Field(
        default=None,
        description="Keeps files of layers as they are by an unlocked policy; accounts with folders have no versions.",
    )
    catalogs: list[Catalog] = Field(
        default=[], max_length=50, description="Catalogs of Unity Catalog over its layers, one for each domain."
    )
    evidence: Evidence | None = Field(
        default=None,
        description=(
            "A container `evidence` whose files are kept as they are by an unlocked policy. Who may write to it says"
            " so in `access` or `connections`, like for a layer."
        ),
    )
    lifecycle: Lifecycle | None = Field(
        default=None,
        description="When files get colder or go, by layer; without it all of them are cool 90 days after a change.",
    )
    scan: Scan | None = Field(default=None, description="What the Purview account of the institution scans.")


def held(lake: DataLake) -> tuple[Layer, ...]:
    """The containers that a lake has, in order."""
    return tuple(layer for layer in LAYERS if layer != EVIDENCE or lake.evidence is not None)


def account_of(lake: DataLake, layer: Layer) -> str:
    """What tells the account of a layer apart from the others: nothing for one account, else the layer."""
    return "" if lake.accounts == "one" else layer


def account_beside(lake: DataLake, layer: str) -> str:
    """The same for a layer by its name; raises StopIteration for no layer."""
    return account_of(lake, next(one for one in LAYERS if one == layer))


def layers_of(lake: DataLake, word: str) -> tuple[Layer, ...]:
    """The layers of the account that this word tells apart."""
    return tuple(layer for layer in held(lake) if account_of(lake, layer) == word)


def containers_of(lake: DataLake, word: str) -> tuple[str, ...]:
    """The containers of the account that this word tells apart: its layers, then managed tables of catalogs."""
    layers = layers_of(lake, word)
    return (*layers, *(container_of(one) for one in lake.catalogs if beside(one) in layers))


def account_words(lake: DataLake) -> tuple[str, ...]:
    """The words of all accounts of a lake, each once, in order of layers."""
    return tuple(dict.fromkeys(account_of(lake, layer) for layer in held(lake)))


def keeping(lake: DataLake) -> dict[Layer, int]:
    """The layers whose files are kept as they are, each with its days."""
    layers: dict[Layer, int] = {}
    if lake.retention:
        layers.update(dict.fromkeys(lake.retention.layers, lake.retention.days))
    if lake.evidence:
        layers[EVIDENCE] = lake.evidence.days
    return layers
