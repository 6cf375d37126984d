"""Notes about Unity Catalog: connectors that environments share, and layers that no catalog has."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lakes.layers import EVIDENCE
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_PRACTICE = "Microsoft Learn databricks/data-governance/unity-catalog/best-practices"


def shared_connector(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE75: in each region a layer is used by Databricks of one environment."""
    zones = {zone.name: zone for zone in blueprint.landing_zones if zone.databricks}
    first: dict[tuple[str, str, str], str] = {}
    for index, row in enumerate(blueprint.connections):
        zone = zones.get(row.start)
        if row.use != LAKE or zone is None:
            continue
        region = zone.region or blueprint.hub.region or blueprint.regions[0]
        for at, layer in enumerate(row.layers or ()):
            before = zones[first.setdefault((region, row.end, layer), row.start)]
            if before.environment != zone.environment:
                message = (
                    f"{layer} of '{row.end}' is used by Databricks of '{before.environment}' and of"
                    f" '{zone.environment}': one external location and one access connector serve both"
                )
                hint = "give each environment a lake, or accept that Unity Catalog reads for both as one identity"
                path = ("connections", index, "layers", at)
                yield document.finding("NTE75", path, message, hint=hint, source=_PRACTICE)


def ungoverned(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE76: a group that reads a layer of a lake with catalogs finds it in one of them; none can have evidence."""
    lakes = {lake.name for _, lake, _ in catalogs(blueprint)}
    held = {(lake.name, layer) for _, lake, catalog in catalogs(blueprint) for layer in catalog.layers}
    for index, access in enumerate(blueprint.access):
        for number, row in enumerate(access.layers):
            for at, layer in enumerate(row.layers if row.lake in lakes else ()):
                if layer != EVIDENCE and (row.lake, layer) not in held:
                    message = f"group '{access.group}' may read {layer} of '{row.lake}' by its role, and in no catalog"
                    hint = f"add {layer} to a catalog of '{row.lake}', or leave it to other clients than Databricks"
                    path = ("access", index, "layers", number, "layers", at)
                    yield document.finding("NTE76", path, message, hint=hint, source=_PRACTICE)
