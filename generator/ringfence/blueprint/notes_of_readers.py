"""Notes about landing zones that only read: one without connections, and the dates of what lakes let in for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.features import lead
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import day, nodes, text
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def unread(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE70: a landing zone whose block names a reader has something to read."""
    starts = {row.start for row in blueprint.connections}
    for index, zone in enumerate(blueprint.landing_zones):
        reader = purposes()[zone.purpose].reader
        if reader is not None and zone.name not in starts:
            uses = " or ".join(f"'use: {use}'" for use in reader.uses)
            message = f"{zone.name} names a reader, and no connection says what is read"
            at: Path = ("landingZones", index, "name")
            yield document.finding("NTE70", at, message, hint=f"add a connection with {uses}")


def unopened(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE71: resources that lakes shall let in belong to a landing zone with a connection to a lake."""
    connected = {row.start for row in blueprint.connections if row.use == LAKE}
    for index, zone in enumerate(blueprint.landing_zones):
        rows = list(let_in(index, zone))
        if rows and zone.name not in connected:
            (*at, _), _, _ = rows[0]
            message = f"{zone.name} lists {len(rows)} for firewalls of lakes, and no connection of it leads to a lake"
            hint = "add a connection with 'use: lake', or remove the list"
            yield document.finding("NTE71", tuple(at), message, hint=hint, on_key=True)


def let_in(index: int, zone: LandingZone) -> Iterator[tuple[Path, str, date]]:
    """The path, name and date of each resource outside the plan that firewalls of lakes let in for a landing zone."""
    spec = lead(purposes()[zone.purpose])
    rule = spec.instances if spec else None
    if rule is None:
        return
    for at, one in enumerate(nodes(zone.workload, rule.key)):
        if review_by := day(one, "reviewBy"):
            yield ("landingZones", index, zone.workload_key, rule.key, at), text(one, "name"), review_by
