"""Rule LAK01: Databricks writes to no layer whose files are kept as they are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.model import Blueprint
from generator.diagnostics import Diagnostic
from generator.load.document import Document

SOURCE = "Microsoft Learn storage/blobs/immutable-container-level-worm-policies"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """No landing zone for databricks has `access: write` to a layer under `lake.retention`.

    Why: clusters write tables by files that they rename, replace and delete, and a policy refuses all three in accounts
    with folders; the first job would fail. Loaders that only add files are not refused.
    Source: Microsoft Learn storage/blobs/immutable-container-level-worm-policies.
    Fix: keep the layer in which files arrive, and let clusters write to the next one.
    """
    purposes = {zone.name: zone.purpose for zone in blueprint.landing_zones}
    for index, zone in enumerate(blueprint.landing_zones):
        kept = zone.lake.retention.layers if zone.lake and zone.lake.retention else []
        for number, row in enumerate(zone.lake.access if zone.lake else ()):
            clusters = purposes.get(row.landing_zone or "") == "databricks" and row.access == "write"
            for at, layer in enumerate(row.layers if clusters else ()):
                if layer in kept:
                    path = ("landingZones", index, "lake", "access", number, "layers", at)
                    message = f"clusters of '{row.landing_zone}' rename files, which the retention of {layer} refuses"
                    hint = "let them read this layer and write to another, or take it out of 'retention'"
                    yield document.finding("LAK01", path, message, hint=hint, source=SOURCE)
