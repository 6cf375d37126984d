"""Compute of a Databricks workspace: no ARM resource, a script makes it."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputePolicy:
    """What clusters of one kind may be: machines, workers from and to, minutes without work (None: they end).

    `workspace` is the id of the workspace.
    """

    name: str
    workspace: str
    kind: str
    sizes: tuple[str, ...]
    fewest: int
    most: int
    idle: int | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warehouse:
    """A SQL warehouse: size of a cluster, machines of one, clusters from and to, minutes until it stops.

    `cores` are those of one cluster, `spare` how many must be free for each of them.
    """

    name: str
    workspace: str
    size: str
    driver: str
    worker: str
    workers: int
    cores: int
    spare: int
    fewest: int
    most: int
    stop: int
    because: tuple[Reason, ...]
