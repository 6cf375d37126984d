"""Rules UNI01 to UNI03, UNI05 and UNI07: a catalog has one environment, one region, one domain, one container."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.lakes.catalogs import Catalog, container_of
from ringfence.blueprint.language.lakes.layers import LAYERS
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

SOURCE = "Microsoft Learn databricks/data-governance/unity-catalog/best-practices"
BINDING = "Microsoft Learn databricks/catalogs/binding"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Each catalog by itself, and no two of one region and environment for one domain."""
    held: dict[tuple[str, str, str], str] = {}
    for at, lake, catalog in catalogs(blueprint):
        environment = catalog.environment or lake.environment
        bound = list(_bound(blueprint, at, catalog))
        yield from _purposes(document, bound)
        clusters = [(path, zone) for path, zone in bound if zone.databricks]
        yield from _environments(blueprint, document, environment, clusters)
        yield from _regions(blueprint, document, clusters)
        region = _region(blueprint, clusters[0][1]) if clusters else ""
        first = held.setdefault((region, environment, catalog.domain), catalog.name)
        if first != catalog.name:
            message = f"catalog '{first}' holds domain '{catalog.domain}' of environment '{environment}' already"
            hint = "add its layers and workspaces to that catalog, or name another domain"
            yield document.finding("UNI05", (*at, "domain"), message, hint=hint, source=SOURCE)
        if container_of(catalog) in LAYERS:
            message = f"managed tables of '{catalog.name}' would lie in a layer: {container_of(catalog)}"
            hint = "leave 'storage' out, or name another container"
            yield document.finding("UNI07", (*at, "storage"), message, hint=hint, source=SOURCE)


def _bound(blueprint: Blueprint, at: Path, catalog: Catalog) -> Iterator[tuple[Path, LandingZone]]:
    """The landing zones that a catalog names, as far as there are such."""
    zones = {zone.name: zone for zone in blueprint.landing_zones}
    for number, name in enumerate(catalog.workspaces):
        if name in zones:
            yield (*at, "workspaces", number), zones[name]


def _purposes(document: Document, bound: list[tuple[Path, LandingZone]]) -> Iterator[Diagnostic]:
    """Each is one for Databricks."""
    for path, zone in bound:
        if zone.databricks is None:
            message = f"'{zone.name}' has {zone.workload_key}, and a catalog is bound to workspaces of Databricks"
            hint = f"name a landing zone with '{DATABRICKS}'"
            yield document.finding("UNI01", path, message, hint=hint, source=BINDING)


def _environments(
    blueprint: Blueprint, document: Document, environment: str, clusters: list[tuple[Path, LandingZone]]
) -> Iterator[Diagnostic]:
    """Each is of the environment of the catalog, where there is one of that name."""
    known = {one.name for one in blueprint.environments}
    for path, zone in clusters if environment in known else ():
        if zone.environment != environment:
            message = f"'{zone.name}' is of environment '{zone.environment}', and the catalog of '{environment}'"
            hint = f"take it out, and add a catalog with environment: {zone.environment} for it"
            yield document.finding("UNI02", path, message, hint=hint, source=SOURCE)


def _regions(
    blueprint: Blueprint, document: Document, clusters: list[tuple[Path, LandingZone]]
) -> Iterator[Diagnostic]:
    """All are in the region of the first, and so have its metastore."""
    for path, zone in clusters[1:]:
        first = clusters[0][1]
        if (here := _region(blueprint, zone)) != (there := _region(blueprint, first)):
            message = f"'{zone.name}' is in {here}, '{first.name}' in {there}: they have two metastores"
            hint = "take it out, and add a catalog of another name for it"
            yield document.finding("UNI03", path, message, hint=hint, source=SOURCE)


def _region(blueprint: Blueprint, zone: LandingZone) -> str:
    return zone.region or blueprint.hub.region or blueprint.regions[0]
