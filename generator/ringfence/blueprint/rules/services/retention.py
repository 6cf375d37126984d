"""Rule LAK01: Databricks uses no layer whose files are kept as they are."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "Microsoft Learn databricks/connect/unity-catalog/cloud-storage/storage-credentials, requirements"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """No landing zone for databricks has access to a layer under `lake.retention`."""
    purposes = {zone.name: zone.purpose for zone in blueprint.landing_zones}
    for index, zone in enumerate(blueprint.landing_zones):
        kept = zone.lake.retention.layers if zone.lake and zone.lake.retention else []
        for number, row in enumerate(zone.lake.access if zone.lake else ()):
            clusters = purposes.get(row.landing_zone or "") == DATABRICKS
            for at, layer in enumerate(row.layers if clusters else ()):
                if layer in kept:
                    path = ("landingZones", index, "lake", "access", number, "layers", at)
                    message = f"Unity Catalog of '{row.landing_zone}' takes no container that is kept, as {layer} is"
                    hint = "take it out of 'layers', or out of 'retention'"
                    yield document.finding("LAK01", path, message, hint=hint, source=SOURCE)
