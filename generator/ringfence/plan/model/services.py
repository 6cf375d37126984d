"""Platform services and what must hold for them; everything here comes from a `service.yaml` plus the blueprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ringfence.catalog.spec import Fact
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.values import (
    Cell,
    Child,
    Code,
    Column,
    Extension,
    Given,
    Read,
    Reason,
    Ref,
    Resource,
    Rows,
    Taken,
    Texts,
    length,
    plain,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of the deployed resource that must have this value; `security` marks those a board asks about."""

    path: str
    value: str | int | bool | tuple[str, ...]
    security: bool
    because: Reason


def stated(fact: Fact, reason: Reason) -> Reason:
    """What a fact of the catalogue says, traced to the path of another reason."""
    return replace(reason, text=fact.why, source=fact.source, confirmed=fact.confirmed, check=fact.check)


def called(path: str) -> str:
    """The last part of a property's path that says something: Databricks wraps parameters in `value`, Data Factory in
    `defaultValue`; an `id` is that of what is named before it.
    """
    said = path.removesuffix(".value").removesuffix(".defaultValue").removesuffix(".id")
    return said.rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Child):
    """An instance of a service folder.

    `template` is the folder's template, `links` the other resources it must name, `values` what the blueprint chose,
    `lists` lists of texts, `properties` the constants of its facts, `parent` the symbol of the resource it is a child
    of; `makes` are the ids of what Azure makes with it and nothing declares; `looped` says that a loop of its module
    makes it, from rows; `reads` are properties of resources elsewhere that only Azure knows.
    """

    resource: Resource
    template: str
    parent: str
    links: Mapping[str, Ref | Given[str]]
    values: Mapping[str, Given[str] | Given[int] | Given[bool]]
    properties: tuple[Property, ...]
    lists: Mapping[str, Texts] = field(default_factory=dict)
    makes: tuple[str, ...] = ()
    looped: bool = False
    reads: Mapping[str, Read] = field(default_factory=dict)

    @property
    def alone(self) -> bool:
        """True when a declaration makes it and nothing else."""
        return not self.looped

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of pages that may call it from a browser, by its one CORS rule; empty for none."""
        found = (one.value for one in self.properties if one.path.endswith(".corsRules[0].allowedOrigins"))
        return tuple(origin for value in found if isinstance(value, tuple) for origin in value)

    @property
    def named(self) -> Mapping[str, Ref | Rows | Given[str] | Given[int] | Given[bool] | Read]:
        """Links, values, reads and lists by the last part of their path, which is how a template asks for them."""
        found: dict[str, Ref | Rows | Given[str] | Given[int] | Given[bool] | Read] = {
            **self.links,
            **self.values,
            **self.reads,
            **{path: texts.rows for path, texts in self.lists.items()},
        }
        return {called(path): value for path, value in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic(Extension):
    """A diagnostic setting: which logs of `target` go to the workspace; `dedicated` = resource-specific tables."""

    resource: Resource
    target: str
    categories: tuple[str, ...]
    category_groups: tuple[str, ...]
    metrics: bool
    dedicated: bool
    workspace: Ref | Given[str]

    @property
    def sink(self) -> Ref | Taken:
        """The workspace: in another module by one name, whether the package makes it or is told its id."""
        if isinstance(self.workspace, Ref) and self.workspace.module == self.resource.module:
            return self.workspace
        return Taken(name="logAnalyticsId", value=self.workspace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Extension):
    """A delete lock on `target`; Azure shows `notes` on a refused delete."""

    resource: Resource
    target: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A user-assigned managed identity and what it is for."""

    resource: Resource
    purpose: str


USER_ASSIGNED = "/Microsoft.ManagedIdentity/userAssignedIdentities/"
"""What the id of a user-assigned identity has."""
USER = "User"
"""The type of principal of a person, whom a role assignment names alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDefinition:
    """A role of the institution: what it is called in Azure, what its holders may do, where it can be assigned.

    `role` is the name that role assignments have for it.
    """

    resource: Resource
    role: str
    name: str
    description: str
    actions: tuple[str, ...]
    data_actions: tuple[str, ...]
    scopes: tuple[str, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The role as a reviewer reads it."""
        return {
            "id": plain(self.resource.name),
            "name": self.name,
            "description": self.description,
            "actions": self.actions,
            "dataActions": self.data_actions,
            "scopes": self.scopes,
        }


ROLE_DEFINITIONS, ROLE_TYPE = "Microsoft.Authorization/roleDefinitions", "roleType"
"""The type of roles, and what the file of roles calls it.

Without anything to import, a module would compile to a template without symbols, whose order cannot be proven.
"""
ROLE_DEFINITION: tuple[Column, ...] = (
    Column(name="id", type="string", text="Id of the role.", bounds=length(36, 36)),
    Column(name="name", type="string", text="Name of the role, unique in the tenant.", bounds=length(3, 128)),
    Column(name="description", type="string", text="What its holders may do.", bounds=length(3, 1024)),
    Column(name="actions", type="string[]", text="Operations on resources."),
    Column(name="dataActions", type="string[]", text="Operations on data."),
    Column(name="scopes", type="string[]", text="Subscriptions in which it can be assigned."),
)
"""The columns of a row of roles. Source of the bounds: azure-docs role-based-access-control/custom-roles.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role assignment. `scope` None is the module's resource group.

    `principal` is an identity, an Entra group or a person. `custom` is the id of a role of the institution, None for
    one of Azure's; `condition` limits it to `containers`.
    """

    resource: Resource
    scope: Ref | None
    scope_kind: str
    scope_id: str
    principal: Ref | Given[str]
    principal_name: str
    principal_type: str
    role: str
    role_id: str
    description: str
    custom: Given[str] | None = None
    containers: tuple[str, ...] = ()
    condition: str = ""

    @property
    def on(self) -> Code | None:
        """The symbol of what it is granted on; None for the module's resource group."""
        return Code(self.scope_kind) if self.scope else None

    @property
    def home(self) -> Code:
        """What its module stands on: a resource group, or the subscription."""
        return Code("resourceGroup()" if "/resourceGroups/" in self.scope_id else "subscription()")

    @property
    def role_name(self) -> str:
        """What its module takes from the package's file of roles: the role, or what all of the institution's share."""
        return camel(self.role, "role") if self.custom is None else ROLE_TYPE

    @property
    def role_type(self) -> Code | str:
        """The type of roles; a module with a role of the institution takes it from the file of roles."""
        return ROLE_DEFINITIONS if self.custom is None else Code(ROLE_TYPE)

    @property
    def granted(self) -> Code | Given[str]:
        """The role by its name, `acrPullRole`, or the id of one of the institution's."""
        return self.custom or Code(self.role_name)

    @property
    def identity(self) -> Code | None:
        """The symbol of the identity that holds it; None for a group."""
        return Code(self.principal_name) if isinstance(self.principal, Ref) else None

    @property
    def made_with(self) -> bool:
        """Whether Azure makes the identity with a resource (system-assigned), whose id the principal then is."""
        return isinstance(self.principal, Ref) and USER_ASSIGNED not in self.principal.value

    @property
    def object_id(self) -> Code:
        """Where the object id stands in what the symbol of the identity names."""
        return Code("identity.principalId" if self.made_with else "properties.principalId")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A resource group of another package: where a module must write, or what it names there."""

    subscription: Given[str]
    group: Given[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A resource that a module names but does not declare: the scope of a grant, the parent of a child.

    `elsewhere` is its resource group where that is not the module's own; `parent` is the symbol of what it is a child
    of; `by` is the name of the parameter that has its name, where the module's file is shared. `group` is its resource
    group in the same subscription, where the module stands on that as a whole.
    """

    symbol: str
    type: str
    api: str
    name: Given[str] | str
    elsewhere: Elsewhere | None = None
    parent: str = ""
    by: str = ""
    group: Given[str] | None = None

    @property
    def head(self) -> Code:
        """The start of its declaration."""
        return Code(f"{self.symbol} '{self.type}@{self.api}'")

    @property
    def inside(self) -> Code | None:
        """The symbol of its parent, to be referred to; None where it is no child."""
        return Code(self.parent) if self.parent else None

    @property
    def called(self) -> Given[str] | Taken | str:
        """Its name as the module has it."""
        if self.by and isinstance(self.name, Given):
            return Taken(name=self.by, value=self.name)
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A value the blueprint left out and Ringfence chose."""

    at: str
    value: str
    because: Reason
