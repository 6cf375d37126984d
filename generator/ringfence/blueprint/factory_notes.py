"""Notes about landing zones whose pipelines would call something that does not answer yet."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import BATCH, LAKE
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "azure-ai-docs machine-learning/how-to-use-batch-azure-data-factory.md (2026-03-10)"


def without_default(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE60: a batch endpoint that pipelines call has a default deployment."""
    zones = {zone.name: zone for zone in blueprint.landing_zones}
    for index, row in enumerate(blueprint.connections):
        end = zones.get(row.end)
        called = end.inference.batch if row.use == BATCH and end and end.inference else []
        if any(one.name == row.endpoint and one.default is None for one in called):
            message = (
                f"endpoint {row.endpoint} of {row.end} has no default deployment, so that calls of {row.name} fail"
            )
            hint = "register a model, then set 'default' of the endpoint to a deployment that is in Azure"
            yield document.finding("NTE60", ("connections", index, "endpoint"), message, hint=hint, source=SOURCE)


def without_gold(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE61: runs that pipelines start can read gold of a lake that these pipelines use."""
    read = {(row.start, row.end) for row in blueprint.connections if row.use == LAKE and "gold" in (row.layers or ())}
    for index, row in enumerate(blueprint.connections):
        lakes = {one.end for one in blueprint.connections if one.use == LAKE and one.start == row.start}
        if row.use == BATCH and lakes and not any((row.end, lake) in read for lake in lakes):
            message = (
                f"runs of {row.end} read no gold of {', '.join(sorted(lakes))}, so that there is no example pipeline"
            )
            hint = f"add a connection from {row.end} to the lake with use: lake and layers: [gold]"
            yield document.finding("NTE61", ("connections", index, "to"), message, hint=hint, source=SOURCE)
