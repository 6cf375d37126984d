"""Compute of a workspace: clusters that scale to zero and instances that belong to one person, and their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.blueprint.language import compute as language
from ringfence.plan.model.rows.bounds import bounds_of
from ringfence.plan.model.values import Cell, Column, Given, Reason, Ref, Resource, length

OWNER = "compute"
NAME = length(3, 24)
SIZE = Column(
    name="size",
    type="string",
    text="Such as Standard_D4s_v5.",
    bounds=bounds_of(language.Cluster, "size"),
)
CLUSTER = (
    Column(name="name", type="string", bounds=NAME),
    SIZE,
    Column(
        name="maxNodes",
        type="int",
        text="Most nodes that it scales to; each takes one address.",
        bounds=bounds_of(language.Cluster, "max_nodes"),
    ),
    Column(
        name="idleMinutes",
        type="int",
        text="Minutes without work before a node is given back.",
        bounds=bounds_of(language.Cluster, "idle_minutes"),
    ),
)
"""What a cluster is told by; all else is the same for each, and stands in the module."""
INSTANCE = (
    Column(name="name", type="string", bounds=NAME),
    SIZE,
    Column(
        name="user",
        type="string",
        text="Entra object id of the one person who can open it.",
        bounds=length(36, 36),
    ),
    Column(
        name="idleMinutes",
        type="int",
        text="Minutes without activity before it is stopped.",
        bounds=bounds_of(language.Instance, "idle_minutes"),
    ),
)
"""What an instance is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A compute cluster of a workspace; it scales between zero and `max_nodes` nodes.

    `idle` is in minutes; `subnet` is None where the workspace's managed network holds it.
    """

    resource: Resource
    size: str
    max_nodes: int
    idle: int
    subnet: Ref | None
    identity: Ref

    @property
    def row(self) -> Mapping[str, Cell]:
        """The cluster as a reviewer reads it."""
        return {
            "name": self.resource.name,
            "size": self.size,
            "maxNodes": self.max_nodes,
            "idleMinutes": self.idle,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A compute instance that belongs to one person; `user` is the Entra object id, `idle` is in minutes."""

    resource: Resource
    size: str
    user: str
    tenant: Given[str]
    idle: int
    subnet: Ref

    @property
    def row(self) -> Mapping[str, Cell]:
        """The instance as a reviewer reads it."""
        return {"name": self.resource.name, "size": self.size, "user": self.user, "idleMinutes": self.idle}


def iso_8601(minutes: int) -> str:
    """A time in minutes as Azure writes it."""
    return f"PT{minutes}M"


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
