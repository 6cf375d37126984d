"""Notes about lakes: lifecycles that cost more or break tables, and evidence that nothing can be put into."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.data.ageing import Ageing, ageing_of
from ringfence.blueprint.language.lake import KEY
from ringfence.blueprint.language.lakes.layers import EVIDENCE, LAYERS, Layer
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

COOL_AT_LEAST = 30
TIERS = "azure-docs storage/blobs/access-tiers-overview.md (2025-12-02)"
TABLES = "Microsoft Learn databricks/optimizations/archive-delta, why archival support"


def early_moves(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE81: files stay in the cool tier for the days that Azure bills anyway."""
    for path, _, _, said in _lifecycles(blueprint):
        if said.cool and said.cold and said.cool < said.cold < said.cool + COOL_AT_LEAST:
            message = f"files leave the cool tier after {said.cold - said.cool} days, and Azure bills {COOL_AT_LEAST}"
            hint = f"write at least {said.cool + COOL_AT_LEAST}, or leave out 'cool'"
            yield document.finding("NTE81", (*path, "cold"), message, hint=hint, source=TIERS)


def deleted_tables(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE82: no layer that Databricks writes loses files by age."""
    clusters = {zone.name for zone in blueprint.landing_zones if zone.databricks}
    written = {
        (row.end, layer): row.start
        for row in blueprint.connections
        if row.use == LAKE and row.start in clusters and row.access == "write"
        for layer in row.layers or ()
    }
    for path, lake, layer, said in _lifecycles(blueprint):
        if said.delete is not None and (lake, layer) in written:
            message = f"files of {layer} are deleted by age, also those of tables that '{written[lake, layer]}' writes"
            hint = "delete rows and run VACUUM instead, unless the layer has no tables of Delta"
            yield document.finding("NTE82", (*path, "delete"), message, hint=hint, source=TABLES)


def without_writers(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE83: somebody may write to each container of evidence."""
    rows = [(row.end, row.layers or (), row.access) for row in blueprint.connections]
    rows += [(row.lake, row.layers, row.access) for access in blueprint.access for row in access.layers]
    written = {lake for lake, layers, access in rows if EVIDENCE in layers and access == "write"}
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake and zone.data_lake.evidence and zone.name not in written:
            message = f"no group and no landing zone may write evidence of {zone.name}"
            hint = "add 'layers: [evidence]' with 'access: write' to a connection, or to a group under 'access'"
            yield document.finding("NTE83", ("landingZones", index, KEY, EVIDENCE), message, hint=hint)


def _lifecycles(blueprint: Blueprint) -> Iterator[tuple[Path, str, Layer, Ageing]]:
    """What is said of each layer: its path, its lake, its name."""
    for index, zone in enumerate(blueprint.landing_zones):
        lifecycle = zone.data_lake.lifecycle if zone.data_lake else None
        for layer in LAYERS if lifecycle else ():
            said = ageing_of(lifecycle, layer) if lifecycle else None
            if said is not None:
                yield ("landingZones", index, KEY, "lifecycle", layer), zone.name, layer, said
