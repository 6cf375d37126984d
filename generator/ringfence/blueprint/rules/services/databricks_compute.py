"""Rules DBX03 to DBX06: compute that fits the network of its workspace, and its kind."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY, Databricks
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.sql_warehouses import warehouse_sizes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

NODES = "Microsoft Learn databricks/security/network/classic/vnet-inject"
ENDS = "Microsoft Learn databricks/admin/clusters/policy-definition, autotermination_minutes"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every policy and every warehouse of every landing zone for Databricks."""
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.databricks:
            here: Path = ("landingZones", index, KEY)
            yield from _bounds(document, here, zone.databricks)
            yield from _nodes(document, here, zone.databricks)
            yield from _kinds(document, here, zone.databricks)


def _bounds(document: Document, here: Path, mine: Databricks) -> Iterator[Diagnostic]:
    """DBX03: the fewest are no more than the most."""
    rows = [("policies", at, one.min, one.max) for at, one in enumerate(mine.policies)]
    rows += [("warehouses", at, one.min, one.max) for at, one in enumerate(mine.warehouses)]
    for key, at, fewest, most in rows:
        if fewest > most:
            message, hint = f"{fewest} at least are more than {most} at most", f"write at most {most}"
            yield document.finding("DBX03", (*here, key, at, "min"), message, hint=hint)


def _nodes(document: Document, here: Path, mine: Databricks) -> Iterator[Diagnostic]:
    """DBX04: each cluster and each warehouse fits into the subnets."""
    for at, one in enumerate(mine.policies):
        if one.max + 1 > mine.nodes:
            message = f"{one.max} workers and a driver are more than the {mine.nodes} nodes of the subnets"
            hint = f"write at most {mine.nodes - 1}, or more 'nodes'"
            yield document.finding("DBX04", (*here, "policies", at, "max"), message, hint=hint, source=NODES)
    for at, each in enumerate(mine.warehouses):
        size = warehouse_sizes().sizes[each.size]
        if size.nodes * each.max > mine.nodes:
            message = (
                f"{each.max} x {size.nodes} machines of {each.size} are more than the {mine.nodes} nodes of the subnets"
            )
            hint = f"take a smaller size or fewer clusters, or write nodes: {size.nodes * each.max} or more"
            path = (*here, "warehouses", at, "size")
            yield document.finding("DBX04", path, message, hint=hint, source=warehouse_sizes().source)


def _kinds(document: Document, here: Path, mine: Databricks) -> Iterator[Diagnostic]:
    """DBX05 and DBX06: only clusters that people share end when idle, and machines are those of the workspace."""
    for at, one in enumerate(mine.policies):
        if one.idle_minutes is not None and one.kind != "all-purpose":
            message = f"clusters of {one.kind} end with their work and have no 'idleMinutes'"
            hint = "remove 'idleMinutes', or write kind: all-purpose"
            path = (*here, "policies", at, "idleMinutes")
            yield document.finding("DBX05", path, message, hint=hint, source=ENDS, on_key=True)
        for number, size in enumerate(one.sizes or ()):
            if size not in mine.sizes:
                message = f"{size} is none of the machines that clusters here may have"
                hint = f"these are: {', '.join(mine.sizes)}; another one belongs in 'sizes' of databricks too"
                yield document.finding("DBX06", (*here, "policies", at, "sizes", number), message, hint=hint)
