"""Notes about compute of Databricks that fits alone and not together."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.sql_warehouses import warehouse_sizes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def crowded(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE84: all warehouses and the largest cluster of each policy find room in the subnets at one time."""
    sizes = warehouse_sizes().sizes
    for index, zone in enumerate(blueprint.landing_zones):
        mine = zone.databricks
        if mine is None or len(mine.policies) + len(mine.warehouses) < 2:
            continue
        wanted = sum(one.max + 1 for one in mine.policies)
        wanted += sum(sizes[one.size].nodes * one.max for one in mine.warehouses)
        if wanted > mine.nodes:
            message = (
                f"policies and warehouses may ask for {wanted} nodes at one time, and the subnets have {mine.nodes}"
            )
            hint = f"write nodes: {wanted}, or accept that what starts last waits or fails"
            yield document.finding("NTE84", ("landingZones", index, KEY), message, hint=hint)
