"""Rules ADF01 to ADF03: what pipelines call is there, one factory has the studio, and servers are named once."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import BATCH
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, text
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

PORTAL, SERVERS = "portal", "sqlServers"
BATCH_SOURCE = "azure-ai-docs machine-learning/how-to-use-batch-azure-data-factory.md (2026-03-10)"
DNS_SOURCE = "azure-docs private-link/private-endpoint-dns.md (2025-08-04), zone table"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Connections to batch endpoints, the studio's private endpoint, Azure SQL servers."""
    zones = {zone.name: zone for zone in blueprint.landing_zones}
    for index, row in enumerate(blueprint.connections):
        end = zones.get(row.end)
        if row.use == BATCH and row.endpoint and end is not None and end.inference is not None:
            yield from _called(document, ("connections", index), row.endpoint, end)
    factories = [(at, zone) for at, zone in enumerate(blueprint.landing_zones) if hasattr(zone.workload, SERVERS)]
    yield from _portals(document, factories)
    for index, zone in factories:
        yield from _servers(document, ("landingZones", index, zone.workload_key, SERVERS), zone)


def _called(document: Document, at: Path, endpoint: str, end: LandingZone) -> Iterator[Diagnostic]:
    """ADF01: the endpoint is there."""
    wanted = end.inference
    known = [one.name for one in wanted.batch] if wanted else []
    if known and endpoint not in known:
        message = f"'{end.name}' has no batch endpoint '{endpoint}'"
        hint = f"its batch endpoints are: {', '.join(known)}"
        yield document.finding("ADF01", (*at, "endpoint"), message, hint=hint, source=BATCH_SOURCE)


def _portals(document: Document, factories: list[tuple[int, LandingZone]]) -> Iterator[Diagnostic]:
    """ADF02: one factory carries the private endpoint of the studio, whose record all factories share."""
    carriers = [(index, zone) for index, zone in factories if getattr(zone.workload, PORTAL)]
    for index, zone in carriers[1:]:
        message = f"the studio has one record in the hub's DNS, and '{carriers[0][1].name}' has its private endpoint"
        at = ("landingZones", index, zone.workload_key, PORTAL)
        yield document.finding("ADF02", at, message, hint="set portal: false", source=DNS_SOURCE)


def _servers(document: Document, at: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    """ADF03: each Azure SQL server is named once."""
    seen: dict[str, str] = {}
    for index, row in enumerate(nodes(zone.workload, SERVERS)):
        own, name = text(row, "id").lower(), text(row, "name")
        if seen.setdefault(own, name) != name:
            message = f"'{name}' is the server of '{seen[own]}' again"
            hint = "remove one of the two; one managed private endpoint serves every pipeline"
            yield document.finding("ADF03", (*at, index, "id"), message, hint=hint)
