"""Rule GTW09: a gateway takes the circuits that it is connected to."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.tables import lines
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "gateway", "expressRoute")


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """An ExpressRoute gateway has no more circuits than its size takes."""
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.express_route is None:
        return
    line, sizes = gateway.express_route, lines().circuits
    count = len(line.circuits)
    if count > sizes[line.sku]:
        message = f"{line.sku} takes {sizes[line.sku]} circuits at most, and {count} are connected to it"
        enough = min((size for size in sizes if sizes[size] >= count), key=lambda size: sizes[size])
        hint = f"write 'sku: {enough}', or leave circuits out"
        yield document.finding("GTW09", (*AT, "circuits", sizes[line.sku]), message, hint=hint, source=lines().source)
