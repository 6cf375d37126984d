"""The layers of a lake's account: rows, and the declarations that make containers and policies of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.lake import DAYS, LAYERS
from ringfence.plan.model.values import (
    ID,
    SERVICES,
    Cell,
    Child,
    Code,
    Column,
    Resource,
    Rows,
    Taken,
    between,
    length,
    one_of,
)

LAYER = (
    Column(
        name="name",
        type="string",
        text="Also the name of its container; one that is no layer is the default container of a workspace.",
        bounds=length(3, 63),
    ),
    Column(
        name="retentionDays",
        type="int?",
        text="Days from a file's creation in which it stays as it is; left out where files may be changed.",
        bounds=between(*DAYS),
    ),
)
"""What a layer is told by."""
INSTANCE_RULE = (
    Column(name="tenantId", type="string", text="Microsoft Entra tenant id.", bounds=length(36, 36)),
    Column(name="resourceId", type="string", text="Id of the resource that is let in.", bounds=length(*ID)),
)
"""What a rule of the firewall is told by, in Azure's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A layer; `days` is how long its files stay as they are, None where they may be changed."""

    name: str
    days: int | None = None

    @property
    def row(self) -> Mapping[str, Cell]:
        """The layer as a reviewer reads it."""
        row: dict[str, Cell] = {"name": self.name}
        return row if self.days is None else row | {"retentionDays": self.days}


DATASTORE = (
    Column(name="name", type="string", text="Name of the datastore: the lake's, then the layer's."),
    Column(name="account", type="string", text="Name of the account that holds the layer.", bounds=length(3, 24)),
    Column(name="layer", type=one_of(*LAYERS), text="Name of the layer, and of the container that holds it."),
    Column(name="endpoint", type="string", text="Suffix of the account's hosts in the cloud."),
    Column(name="subscription", type="string", text="Subscription of the account.", bounds=length(36, 36)),
    Column(name="group", type="string", text="Resource group of the account.", bounds=length(1, 90)),
)
"""What a datastore is told by."""


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
class Layers(Child):
    """All layers of one account: these declarations are the same for each account, whatever it keeps.

    `account` is what main calls it, `parent` the symbol of its blob service. `workspaces` are default containers of
    workspaces in other packages. `connectors` are the ids of the resources that its firewall lets in, all of `tenant`.
    """

    account: str
    parent: str
    containers: Loop
    policies: Loop
    layers: tuple[Layer, ...]
    workspaces: tuple[str, ...] = ()
    tenant: str = ""
    connectors: tuple[str, ...] = ()

    @property
    def admitted(self) -> Taken:
        """The resources that the firewall lets in."""
        rows = Rows(
            owner=SERVICES,
            field=f"{self.account}.connectors",
            type="instanceRuleType[]",
            value=tuple({"tenantId": self.tenant, "resourceId": one} for one in self.connectors),
            text="Resources that the firewall of the account lets in.",
            columns=INSTANCE_RULE,
            one="Resource that the firewall lets in.",
        )
        return Taken(name="connectors", value=rows)

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
            one="Layer of a lake, or the default container of a workspace.",
        )
        return Taken(name="layers", value=rows)
