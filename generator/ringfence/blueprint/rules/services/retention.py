"""Rule LAK01: Databricks uses no layer whose files are kept as they are, by a connection or by a catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ringfence.blueprint.language.lake import keeping
from ringfence.blueprint.language.lakes.layers import EVIDENCE, Layer
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "Microsoft Learn databricks/connect/unity-catalog/cloud-storage/storage-credentials, requirements"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """No connection leads from Databricks to a layer whose files are kept, and no catalog has one."""
    clusters = {zone.name for zone in blueprint.landing_zones if zone.databricks}
    kept = {zone.name: _kept(zone) for zone in blueprint.landing_zones}
    for index, row in enumerate(blueprint.connections):
        for at, layer in enumerate(row.layers or () if row.start in clusters else ()):
            if layer in kept.get(row.end, ()):
                path = ("connections", index, "layers", at)
                message = f"Unity Catalog of '{row.start}' takes no container that is kept, as {layer} is"
                other = "let jobs of Azure ML write it" if layer == EVIDENCE else "take it out of 'retention'"
                hint = f"take it out of 'layers', or {other}"
                yield document.finding("LAK01", path, message, hint=hint, source=SOURCE)
    for place, zone, catalog in catalogs(blueprint):
        for at, layer in enumerate(catalog.layers):
            if layer in _kept(zone):
                message = f"catalog '{catalog.name}' cannot have {layer}: Unity Catalog takes no container that is kept"
                hint = "take it out of 'layers', or out of 'retention'"
                yield document.finding("LAK01", (*place, "layers", at), message, hint=hint, source=SOURCE)


def _kept(zone: LandingZone) -> Collection[Layer]:
    return keeping(zone.data_lake) if zone.data_lake else ()
