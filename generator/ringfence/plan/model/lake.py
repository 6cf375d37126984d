"""The layers of a lake's account: rows, and the declarations that make containers and policies of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.data.ageing import Ageing as Told
from ringfence.blueprint.language.lake import DAYS
from ringfence.blueprint.language.lakes.layers import EVIDENCE, LAYERS
from ringfence.plan.model.rows.bounds import HOST, column
from ringfence.plan.model.values import (
    ID,
    SERVICES,
    Cell,
    Child,
    Code,
    Column,
    Reason,
    Resource,
    Rows,
    Taken,
    between,
    length,
    one_of,
)

_AGE = column(Told, "cool").bounds
"""The bounds of days until files get colder."""
_STORE = length(5, 49)
"""The bounds of two names of the blueprint, joined."""
LAYER = (
    Column(
        name="name",
        type="string",
        text="A layer, the managed tables of a catalog, or the default container of a workspace.",
        bounds=length(3, 63),
    ),
    Column(
        name="retentionDays",
        type="int?",
        text="Days from a file's creation in which it stays as it is; left out where files may be changed.",
        bounds=between(*DAYS),
    ),
)
"""What a container of a lake is told by. Source of the bounds: Microsoft.Storage types, containers."""


def _one_of(layers: Iterable[str]) -> str:
    """The type of a layer's name: every layer of data, and `evidence` where the lake has it."""
    return one_of(*(layer for layer in LAYERS if layer != EVIDENCE or EVIDENCE in layers))


def ageing_columns(layers: Iterable[str]) -> tuple[Column, ...]:
    """What the lifecycle of a layer is told by, in a lake with these."""
    return (
        Column(name="layer", type=_one_of(layers), text="Layer whose files age."),
        Column(name="coolDays", type="int?", text="Days from its last change until a file is cool.", bounds=_AGE),
        Column(name="coldDays", type="int?", text="Days from its last change until a file is cold.", bounds=_AGE),
        Column(name="deleteDays", type="int?", text="Days from its last change until a file is deleted.", bounds=_AGE),
    )


INSTANCE_RULE = (
    Column(name="tenantId", type="string", text="Microsoft Entra tenant id.", bounds=length(36, 36)),
    Column(name="resourceId", type="string", text="Id of the resource that is let in.", bounds=length(*ID)),
)
"""What a rule of the firewall is told by, in Azure's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A container: a layer, or the managed tables of a catalog; `days` is how long its files stay as they are, None
    where they may be changed.
    """

    name: str
    days: int | None = None

    @property
    def row(self) -> Mapping[str, Cell]:
        """The layer as a reviewer reads it."""
        row: dict[str, Cell] = {"name": self.name}
        return row if self.days is None else row | {"retentionDays": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """How files of a layer get colder: days from their last change, None for what does not happen."""

    layer: str
    cool: int | None = None
    cold: int | None = None
    delete: int | None = None
    because: Reason

    @property
    def days(self) -> Mapping[str, int]:
        """What happens, by its column, with the days until then."""
        found = {"coolDays": self.cool, "coldDays": self.cold, "deleteDays": self.delete}
        return {column: days for column, days in found.items() if days is not None}

    @property
    def row(self) -> Mapping[str, Cell]:
        """The lifecycle as a reviewer reads it."""
        return {"layer": self.layer, **self.days}


def datastore_columns(layers: Iterable[str]) -> tuple[Column, ...]:
    """What a datastore is told by, where these layers have one."""
    return (
        Column(name="name", type="string", text="Name of the datastore: the lake's, then the layer's.", bounds=_STORE),
        Column(name="account", type="string", text="Name of the account that holds the layer.", bounds=length(3, 24)),
        Column(name="layer", type=_one_of(layers), text="Name of the layer, and of the container that holds it."),
        Column(name="endpoint", type="string", text="Suffix of the account's hosts in the cloud.", bounds=HOST),
        Column(name="subscription", type="string", text="Subscription of the account.", bounds=length(36, 36)),
        Column(name="group", type="string", text="Resource group of the account.", bounds=length(1, 90)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Datastore:
    """A layer of a lake under the name by which jobs of a workspace call it; `endpoint` is the suffix of its hosts."""

    resource: Resource
    account: str
    layer: str
    subscription: str
    group: str
    endpoint: str

    @property
    def row(self) -> Mapping[str, Cell]:
        """The datastore as a reviewer reads it."""
        return {
            "name": self.resource.name,
            "account": self.account,
            "layer": self.layer,
            "endpoint": self.endpoint,
            "subscription": self.subscription,
            "group": self.group,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A declaration that makes a resource of each row, or of some."""

    symbol: str
    type: str
    api: str

    @property
    def head(self) -> Code:
        """Its start: symbol, type and API version."""
        return Code(f"{self.symbol} '{self.type}@{self.api}'")

    @property
    def code(self) -> Code:
        """Its symbol, to be referred to in the same module."""
        return Code(self.symbol)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """A resource that the firewall of an account lets in past private endpoints: its id, and how people call it."""

    id: str
    name: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers(Child):
    """All layers of one account: these declarations are the same for each account, whatever it keeps.

    `account` is what main calls it, `parent` the symbol of its blob service. `workspaces` are default containers of
    workspaces in other packages. `instances` are the resources that its firewall lets in, all of `tenant`. `lake` are
    the layers of the whole lake; `ageing` is empty where the blueprint says nothing of lifecycles.
    """

    account: str
    parent: str
    containers: Loop
    policies: Loop
    layers: tuple[Layer, ...]
    workspaces: tuple[str, ...] = ()
    lake: tuple[str, ...] = ()
    ageing: tuple[Ageing, ...] = ()
    tenant: str = ""
    instances: tuple[LetIn, ...] = ()

    @property
    def admitted(self) -> Taken:
        """The resource instances that the firewall lets in."""
        rows = Rows(
            owner=SERVICES,
            field=f"{self.account}.instances",
            type="instanceRuleType[]",
            value=tuple({"tenantId": self.tenant, "resourceId": one.id} for one in self.instances),
            text="Resources of services that the firewall of the account lets in, each by its id.",
            columns=INSTANCE_RULE,
            one="Resource that the firewall lets in.",
        )
        return Taken(name="instances", value=rows)

    @property
    def rows(self) -> Taken:
        """What differs from container to container, layers first."""
        rows = Rows(
            owner=SERVICES,
            field=f"{self.account}.layers",
            type="layerType[]",
            value=tuple(one.row for one in (*self.layers, *(Layer(name=name) for name in self.workspaces))),
            text="",
            columns=LAYER,
            one="Container of a lake.",
        )
        return Taken(name="layers", value=rows)

    @property
    def lifecycle(self) -> Taken:
        """How files of each layer get colder."""
        rows = Rows(
            owner=SERVICES,
            field=f"{self.account}.lifecycle",
            type="ageingType[]",
            value=tuple(one.row for one in self.ageing),
            text="How files get colder with age, by layer.",
            columns=ageing_columns(self.lake),
            one="Lifecycle of a layer's files.",
        )
        return Taken(name="lifecycle", value=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogReader:
    """A group that may read a layer of a catalog, by its name and its object id; `writes` where it may do more."""

    group: str
    object_id: str
    layer: str
    writes: bool
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A catalog of Unity Catalog over layers of a lake; no ARM resource.

    `account` and `container` hold its managed tables. `lake` and `workspaces` are packages: that of the lake, and those
    of Databricks that may use it, of which the first one's access connector keeps the managed tables.
    """

    name: str
    lake: str
    environment: str
    domain: str
    owner: str
    owner_id: str
    account: str
    container: str
    layers: tuple[str, ...]
    workspaces: tuple[str, ...]
    readers: tuple[CatalogReader, ...]
    because: tuple[Reason, ...]
