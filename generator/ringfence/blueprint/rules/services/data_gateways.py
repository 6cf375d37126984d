"""Rules PBI01 to PBI03 and PBI05: where a VNet data gateway can be, what it reads, and whom lakes let in for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.features import lead
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, number, text
from ringfence.catalog.offers import data_gateways
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import limits
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

KIND = "data-gateway"
GOLD = "gold"
ROLES = "fabric-docs security/security-trusted-workspace-access.md (2026-08-13)"
RULES = "resourceRulesPerAccount"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every landing zone that a data gateway leads, and every lake that Fabric workspaces are let into."""
    mine = {zone.name: index for index, zone in enumerate(blueprint.landing_zones) if _led(zone)}
    for index in mine.values():
        yield from _place(blueprint, document, index)
        yield from _workspaces(blueprint, document, index)
    for at, row in enumerate(blueprint.connections):
        if row.use == LAKE and row.start in mine:
            yield from _reads(document, at, row.layers or [], row.access)
    yield from _many(blueprint, document, mine)


def _led(zone: LandingZone) -> bool:
    found = lead(purposes()[zone.purpose])
    return found is not None and found.kind == KIND


def _place(blueprint: Blueprint, document: Document, index: int) -> Iterator[Diagnostic]:
    """PBI01 and PBI05: a region that the gateway is offered in, and a time after which it can go to sleep."""
    zone, known = blueprint.landing_zones[index], data_gateways()
    here = zone.region or blueprint.hub.region or blueprint.regions[0]
    if here not in known.regions:
        message = f"a VNet data gateway cannot stand in a network in {here}"
        hint = f"give the landing zone a region of the list: {', '.join(sorted(known.regions))}"
        at: Path = ("landingZones", index, "region" if zone.region else "name")
        yield document.finding("PBI01", at, message, hint=hint, source=known.source)
    minutes = number(zone.workload, "inactivityMinutes")
    if minutes not in known.sleeps_after:
        at = ("landingZones", index, zone.workload_key, "inactivityMinutes")
        hint = f"one of {', '.join(map(str, known.sleeps_after))}"
        message = f"a gateway cannot go to sleep after {minutes} minutes"
        yield document.finding("PBI05", at, message, hint=hint, source=known.source)


def _reads(document: Document, at: int, layers: Sequence[str], access: str | None) -> Iterator[Diagnostic]:
    """PBI02: reports read gold, and write nothing."""
    for number_of, layer in enumerate(layers):
        if layer != GOLD:
            message = f"reports read the layer {GOLD}, and this opens {layer} to all who may use the gateway"
            hint = f"write layers: [{GOLD}], and have a job write there what reports need"
            yield document.finding("PBI02", ("connections", at, "layers", number_of), message, hint=hint, source=ROLES)
    if access == "write":
        message, hint = "reports write nothing to a lake", "write access: read, or leave the key out"
        yield document.finding("PBI02", ("connections", at, "access"), message, hint=hint, source=ROLES)


def _workspaces(blueprint: Blueprint, document: Document, index: int) -> Iterator[Diagnostic]:
    """PBI03: each workspace is listed once."""
    zone = blueprint.landing_zones[index]
    rows = nodes(zone.workload, "workspaces")
    here: Path = ("landingZones", index, zone.workload_key, "workspaces")
    seen: dict[str, str] = {}
    for at, one in enumerate(rows):
        first = seen.setdefault(text(one, "id").lower(), text(one, "name"))
        if first != text(one, "name"):
            message, hint = f"this workspace is let in by the entry {first} already", "remove one of the two entries"
            yield document.finding("PBI03", (*here, at, "id"), message, hint=hint, source=ROLES)


def _many(blueprint: Blueprint, document: Document, mine: dict[str, int]) -> Iterator[Diagnostic]:
    """PBI03: the accounts of a lake take so many rules for resource instances, connectors of Databricks included."""
    most = limits()[RULES]
    for lake in {row.end for row in blueprint.connections if row.use == LAKE}:
        starts = sorted({row.start for row in blueprint.connections if row.use == LAKE and row.end == lake})
        counts = [len(_named(blueprint, mine, start)) for start in starts]
        if (total := sum(counts)) > most.value and (over := next((s for s in starts if s in mine), None)):
            at: Path = ("landingZones", mine[over], blueprint.landing_zones[mine[over]].workload_key, "workspaces")
            message = f"an account takes {most.value} rules for resources, and connections bring {total} to {lake}"
            hint = "collect reports in fewer workspaces, or read through the gateway"
            yield document.finding("PBI03", at, message, hint=hint, source=most.source, on_key=True)


def _named(blueprint: Blueprint, mine: dict[str, int], start: str) -> list[str]:
    """What a landing zone brings to a lake: its workspaces, or one connector at most."""
    if start not in mine:
        return [start]
    return [text(one, "id") for one in nodes(blueprint.landing_zones[mine[start]].workload, "workspaces")]
