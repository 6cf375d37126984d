"""Platform services and what must hold for them; everything here comes from a `service.yaml` plus the blueprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.values import Child, Code, Extension, Given, Reason, Ref, Resource, Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of the deployed resource that must have this value; `security` marks those a board asks about."""

    path: str
    value: str | int | bool | tuple[str, ...]
    security: bool
    because: Reason


def called(path: str) -> str:
    """The last part of a property's path that says something: Databricks wraps its parameters in `value`."""
    return path.removesuffix(".value").rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Child):
    """An instance of a service folder.

    `template` is the folder's template, `links` the other resources it must name, `values` what the blueprint chose,
    `properties` the constants of its facts, `parent` the symbol of the resource it is a child of; `makes` are the ids
    of what Azure makes with it and nothing declares; `looped` says that a loop of its module makes it, from rows.
    """

    resource: Resource
    template: str
    parent: str
    links: Mapping[str, Ref | Given[str]]
    values: Mapping[str, Given[str] | Given[int] | Given[bool]]
    properties: tuple[Property, ...]
    makes: tuple[str, ...] = ()
    looped: bool = False

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
    def named(self) -> Mapping[str, Ref | Given[str] | Given[int] | Given[bool]]:
        """Links and values by the last part of their path, which is how a template asks for them."""
        both: dict[str, Ref | Given[str] | Given[int] | Given[bool]] = {**self.links, **self.values}
        return {called(path): value for path, value in both.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """An access connector of Databricks and the identity that is reached through it, by their ids."""

    connector: str
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPolicy:
    """What clusters of a Databricks workspace may be, and the connectors through which they act; no ARM resource.

    `workspace` is an id, `data` what Unity Catalog acts as, `mlflow` what code acts as that uses MLflow of Azure ML;
    `idle` is in minutes.
    """

    name: str
    workspace: str
    data: Connector
    mlflow: Connector | None
    nodes: int
    sizes: tuple[str, ...]
    idle: int
    because: tuple[Reason, ...]


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


USER = "User"
"""The type of principal of a person, whom a role assignment names alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role assignment. `scope` None is the module's resource group.

    `principal` is an identity, an Entra group or a person.
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

    @property
    def on(self) -> Code | None:
        """The symbol of what it is granted on; None for the module's resource group."""
        return Code(self.scope_kind) if self.scope else None

    @property
    def role_name(self) -> str:
        """The name by which the package's file of roles knows the role."""
        return camel(self.role)

    @property
    def granted(self) -> Code:
        """The role by its name."""
        return Code(f"roles.{self.role_name}")

    @property
    def identity(self) -> Code | None:
        """The symbol of the identity that holds it; None for a group."""
        return Code(self.principal_name) if isinstance(self.principal, Ref) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A resource group of another package: where a module must write, or what it names there."""

    subscription: Given[str]
    group: Given[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A resource that a module names but does not declare: the scope of a grant, the parent of a child.

    `elsewhere` is its resource group where that is not the module's own; `parent` is the symbol of what it is a child
    of; `by` is the name of the parameter that has its name, where the module's file is shared.
    """

    symbol: str
    type: str
    api: str
    name: Given[str] | str
    elsewhere: Elsewhere | None = None
    parent: str = ""
    by: str = ""

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
class Risk:
    """An accepted risk: what stays open by design, how to close it, and why."""

    package: str
    name: str
    remedy: str
    because: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A value the blueprint left out and Ringfence chose."""

    at: str
    value: str
    because: Reason
