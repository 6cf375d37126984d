"""Rules UNI04 and UNI06: who reads a layer through a catalog may read it without the catalog too."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

OWNER = "Microsoft Learn databricks/data-governance/unity-catalog/manage-privileges/ownership"
LOCATION = "Microsoft Learn databricks/connect/unity-catalog/cloud-storage/external-locations"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A connection leads from each workspace to each layer of a catalog, and its owner has a row for each."""
    reached = {
        (row.start, row.end, layer) for row in blueprint.connections if row.use == LAKE for layer in row.layers or ()
    }
    held = {
        (access.group, row.lake, layer) for access in blueprint.access for row in access.layers for layer in row.layers
    }
    clusters = {zone.name for zone in blueprint.landing_zones if zone.databricks}
    groups = {access.group for access in blueprint.access}
    for at, lake, catalog in catalogs(blueprint):
        kept = lake.data_lake.retention.layers if lake.data_lake and lake.data_lake.retention else ()
        for number, layer in enumerate(catalog.layers):
            path = (*at, "layers", number)
            for name in (one for one in catalog.workspaces if one in clusters and layer not in kept):
                if (name, lake.name, layer) not in reached:
                    message = f"no connection leads from '{name}' to {layer}, which catalog '{catalog.name}' has"
                    hint = f"add {layer} to a connection from '{name}' to '{lake.name}', or take it out here"
                    yield document.finding("UNI04", path, message, hint=hint, source=LOCATION)
            if catalog.owner in groups and (catalog.owner, lake.name, layer) not in held:
                message = f"'{catalog.owner}' owns catalog '{catalog.name}', and no row lets it read {layer}"
                hint = f"add {layer} of '{lake.name}' to its 'layers' in 'access', or name another owner"
                yield document.finding("UNI06", (*at, "owner"), message, hint=hint, source=OWNER)
