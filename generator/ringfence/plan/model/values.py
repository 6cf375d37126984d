"""The words every part of the plan is written with: values, references, reasons and resource identities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T", str, int, bool, IPv4Network, IPv4Address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a decision was taken.

    `at` is the keyed blueprint path that caused it ('' when a platform fact alone did), `source` the document and
    section of the Azure fact ('' for a decision of the house). Where no source confirms it, `check` is the id of the
    check that would. The line is not kept: it moves with every comment.
    """

    text: str
    at: str = ""
    source: str = ""
    confirmed: bool = True
    check: str = ""


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """A value that differs between environments: `main.bicepparam` carries it, Bicep calls it `owner.field`.

    Everything that is *not* a Given is structure and stands in the Bicep text itself; so two environments of equal
    structure have byte-identical Bicep. `field` is '' when the parameter is the value itself (`location`), and has a
    dot where it is nested (`fraud.compute`). A value that only rows have needs no name: then `owner` is ''. ELEMENT is
    the field of the values of a list, all of which its owner has. `type` is its Bicep type where that is narrower than
    text or number, `bounds` are the decorators that bound it. `text` is '' for a member of an object that its name,
    type and bounds say all of.
    """

    owner: str
    field: str
    value: T
    text: str
    type: str = ""
    bounds: tuple[str, ...] = ()


def length(least: int, most: int) -> tuple[str, ...]:
    """The bounds of a text, in characters."""
    return f"minLength({least})", f"maxLength({most})"


SOME = ("minLength(1)",)
"""The bound of a text of which no source tells the most, or of a list that is never empty."""
PREFIX, ADDRESS = (9, 18), (7, 15)
"""Characters of an IPv4 prefix and of an address, from and to."""
ID = (len("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/x"), 1000)
"""Characters that the id of anything in a resource group has."""


def between(least: int, most: int) -> tuple[str, ...]:
    """The bounds of a number."""
    return f"minValue({least})", f"maxValue({most})"


def one_of(*values: str) -> str:
    """The type of a text that is one of a few."""
    return " | ".join(f"'{value}'" for value in values)


SERVICES = "services"
"""The owner of names and settings of services; a module takes them without that word: `services.storage.name` comes as
`storageName`."""
ACCOUNT = "account"
"""What a file calls each of several services of one kind in its parameters, whatever main calls them: all are accounts
of storage."""
ELEMENT = "[]"
"""The field of a value that is one of a list: the list is what has a name."""
Scalar: TypeAlias = str | int | bool | IPv4Network | IPv4Address
Cell: TypeAlias = (
    "Scalar | Given[str] | Given[IPv4Network] | Given[IPv4Address] | tuple[Cell, ...] | Mapping[str, Cell]"
)
"""What a row holds: values, names of values, lists, and rows inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A value in each row: its Bicep type, what it is, and the decorators that bound it.

    `text` is '' where name, type and bounds say all. `inside` are the columns of the rows that it holds, when it holds
    rows; `type` is then a name for theirs, and `one` says what one of them is.
    """

    name: str
    type: str
    text: str = ""
    bounds: tuple[str, ...] = ()
    inside: tuple[Column, ...] = ()
    one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that `main.bicepparam` carries, so that one more changes no Bicep text; named as a Given is.

    `type` is their Bicep type; of a type that `modules/types.bicep` declares, `columns` are the members and `one` says
    what one row is. `text` says what the rows are, '' where their name does.
    """

    owner: str
    field: str
    type: str
    value: Cell
    text: str
    columns: tuple[Column, ...] = ()
    one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A list of texts among the settings of a service, at `field`; `text` says what they are."""

    field: str
    values: tuple[str, ...]
    text: str

    @property
    def rows(self) -> Rows:
        """The list as main carries it."""
        return Rows(owner=SERVICES, field=self.field, type="string[]", value=self.values, text=self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A secret that Azure itself reads from a key vault when it deploys; `owner` is the secure parameter it comes by.

    Only where it is kept is known here: neither the plan, nor a parameter file, nor a prediction ever holds its value.
    `inside` is the name by which a module takes it, '' for that of the owner.
    """

    owner: str
    vault: str
    name: str
    text: str
    inside: str = ""

    @property
    def parameter(self) -> str:
        """The secure parameter of its module."""
        return self.inside or self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """The id of another resource of the same package; `value` is that id, spelled out.

    `subnet` names the subnet of the module's virtual network whose id is meant. `name` is the name by which the module
    knows what an earlier one makes in its resource group.
    """

    module: str
    symbol: str
    value: str
    subnet: Given[str] | str | None = None
    name: Given[str] | None = None

    @property
    def type(self) -> str:
        """The resource type in the id of what stands in a resource group: `Microsoft.Network/networkSecurityGroups`."""
        provider, kind, *_ = self.value.rpartition("/providers/")[2].split("/")
        return f"{provider}/{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A property `key` that Azure makes up, of a resource that the module names; `id` and `api` are those of that one.

    `text` is what it stands in, with `{0}` in its place. Bicep predicts the expression that reads it.
    """

    symbol: str
    key: str
    id: str
    api: str
    text: str

    @property
    def predicted(self) -> str:
        """The expression, as the prediction has it."""
        return f"[format('{self.text}', reference('{self.id}', '{self.api}').{self.key})]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A value under the name by which a module takes it, where modules of one file take others: `serviceId`."""

    name: str
    value: Given[str] | Rows | Ref | Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of one package: keys are structure, values are Givens of the parameter `tags`."""

    values: Mapping[str, str]


class Code(str):
    """Text that is Bicep already; made only from symbols, resource types and API versions, never from a blueprint."""

    __slots__ = ()


class Key(str):
    """The name of a property, from a blueprint or not: spelled bare where Bicep allows that, else quoted."""

    __slots__ = ()


class Child:
    """What is declared inside another resource of its module: `parent` is the symbol of that one."""

    __slots__ = ()
    parent: str

    @property
    def inside(self) -> Code:
        """The symbol of its parent, to be referred to."""
        return Code(self.parent)


class Extension:
    """What is declared on another resource of its module: `target` is the symbol of that one."""

    __slots__ = ()
    target: str

    @property
    def on(self) -> Code:
        """The symbol of its target, to be referred to."""
        return Code(self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One Azure resource: where it is declared (module, symbol) and what it is called (name, id).

    `kind` is the catalogue key, `location` is '' for types that have none, `tagged` says whether it carries the tags of
    its package. `tags` are its own where packages share it and none may write another's.
    """

    symbol: str
    module: str
    kind: str
    type: str
    api: str
    name: Given[str] | str
    id: str
    location: Given[str] | str
    tagged: bool
    because: tuple[Reason, ...]
    tags: Tags | None = None

    @property
    def own_tags(self) -> Rows | None:
        """Its own tags as a parameter value; None for a resource that has none."""
        if self.tags is None:
            return None
        text = "Tags of what the packages of the subscription share: network watchers and their resource group."
        return Rows(owner="logs", field="flows.watcherTags", type="{ *: string }", value=self.tags.values, text=text)

    @property
    def head(self) -> Code:
        """The start of its declaration: symbol, type and API version."""
        return Code(f"{self.symbol} '{self.type}@{self.api}'")

    @property
    def versioned(self) -> Code:
        """Its type and API version, as Bicep writes them between quotes."""
        return Code(f"{self.type}@{self.api}")

    @property
    def code(self) -> Code:
        """Its symbol, to be referred to in the same module."""
        return Code(self.symbol)


def plain(value: Given[T] | T) -> T:
    """The value itself, whether it stands in the Bicep text or comes by parameter."""
    return value.value if isinstance(value, Given) else value
