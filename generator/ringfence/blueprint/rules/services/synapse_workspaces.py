"""Rules SYN01 to SYN04: one hub of the studio, a lake and a way there for the default container, pools, tenants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lake import account_beside, account_of
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, number, text
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

PURPOSE, STUDIO = "synapse", "synapseStudio"
ZONES = "azure-docs private-link/private-endpoint-dns.md (2025-08-04), zone table"
CONTAINER = "Azure/ResourceModules#2613"
TENANTS = "azure-docs synapse-analytics/security/workspace-data-exfiltration-protection.md (2022-10-17)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every landing zone with a Synapse workspace."""
    key = purposes()[PURPOSE].key
    found = [(("landingZones", at), zone) for at, zone in enumerate(blueprint.landing_zones) if zone.purpose == PURPOSE]
    yield from _studio(document, found)
    for here, zone in found:
        yield from _container(blueprint, document, (*here, key), zone)
        yield from _pools(document, (*here, key, "sparkPools"), zone)
        yield from _tenants(blueprint, document, (*here, key, "tenants"), zone)


def _studio(document: Document, found: Sequence[tuple[Path, LandingZone]]) -> Iterator[Diagnostic]:
    """SYN01: private DNS zones have one record for the pages of the studio."""
    carriers = [(here, zone) for here, zone in found if zone.services.asks(STUDIO)]
    for here, _ in carriers[1:]:
        message = f"landing zone '{carriers[0][1].name}' has the private link hub of Synapse Studio already"
        hint = f"remove '{STUDIO}' here: one hub serves every workspace that shares the private DNS zones"
        yield document.finding("SYN01", (*here, "services", STUDIO), message, hint=hint, source=ZONES, on_key=True)


def _container(blueprint: Blueprint, document: Document, here: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    """SYN02: the default container stands in an account of a lake to which a connection of the workspace leads."""
    wanted, beside = text(zone.workload, "lake"), text(zone.workload, "beside")
    lake = next((one.data_lake for one in blueprint.landing_zones if one.name == wanted), None)
    if lake is None:
        message, hint = f"'{wanted}' is no landing zone with 'dataLake'", "name one, which keeps the default container"
        yield document.finding("SYN02", (*here, "lake"), message, hint=hint, source=CONTAINER)
        return
    rows = [row for row in blueprint.connections if (row.start, row.end, row.use) == (zone.name, wanted, LAKE)]
    accounts = {account_of(lake, layer) for row in rows for layer in row.layers or ()}
    if not rows:
        message = f"no connection leads from '{zone.name}' to '{wanted}', so that no one answers for the way there"
        hint = f"add one to 'connections': from: {zone.name}, to: {wanted}, use: lake"
        yield document.finding("SYN02", (*here, "lake"), message, hint=hint, source=CONTAINER)
    elif account_beside(lake, beside) not in accounts:
        message = f"connections of '{zone.name}' use no layer of the account that keeps {beside} in '{wanted}'"
        hint = "set 'beside' to a layer that a connection names"
        yield document.finding("SYN02", (*here, "beside"), message, hint=hint, source=CONTAINER)


def _pools(document: Document, here: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    """SYN03: a Spark pool has at most as many nodes to begin with as it may have."""
    for index, pool in enumerate(nodes(zone.workload, "sparkPools")):
        least, most = number(pool, "minNodes"), number(pool, "maxNodes")
        if least > most:
            hint = f"write at most {most}"
            yield document.finding(
                "SYN03", (*here, index, "minNodes"), f"at least {least} and at most {most}", hint=hint
            )


def _tenants(blueprint: Blueprint, document: Document, here: Path, zone: LandingZone) -> Iterator[Diagnostic]:
    """SYN04: the institution's own tenant is always allowed, and a list with it reads as if it were not."""
    for index, tenant in enumerate(getattr(zone.workload, "tenants", ())):
        if str(tenant).lower() == blueprint.institution.tenant.lower():
            message, hint = "the institution's own tenant is always allowed", "remove it from the list"
            yield document.finding("SYN04", (*here, index), message, hint=hint, source=TENANTS)
