"""The catalogs of a lake: who may read them follows from `access` and `connections`, which are not said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lake import KEY, DataLake, account_of
from ringfence.blueprint.language.lakes import catalogs as language
from ringfence.blueprint.language.lakes.layers import LAYERS
from ringfence.catalog.grants import GrantSpec
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.readers import GROUP, principal
from ringfence.plan.identity.lake_rights import ROLES, SOURCE
from ringfence.plan.model.lake import Catalog, CatalogReader
from ringfence.plan.zones.zone_context import ZoneContext

ISOLATION = "Microsoft Learn databricks/data-governance/unity-catalog/best-practices"


def placed(package: PackageContext, lake: DataLake) -> Iterator[tuple[Path, language.Catalog]]:
    """The catalogs of this package's lake, each with its place in the blueprint."""
    for at, catalog in enumerate(lake.catalogs):
        yield (*package.at, KEY, language.KEY, at), catalog


def storage_right(catalog: language.Catalog) -> GrantSpec:
    """The right of the access connector that keeps the managed tables of a catalog, on their container."""
    why = f"Unity Catalog keeps the managed tables of {catalog.name} here; no group and no other identity has a role."
    return GrantSpec(holder="", role=ROLES["write"], on="", why=why, source=SOURCE, stage="persona")


def catalogs(zone: ZoneContext, lake: DataLake, accounts: Mapping[str, str]) -> Iterator[Catalog]:
    """The catalogs of a lake as people and scripts take them; `accounts` are names of accounts by their words."""
    package = zone.package
    groups = {access.group: access.object_id.lower() for access in package.context.blueprint.access}
    for at, one in placed(package, lake):
        environment = one.environment or zone.spec.environment
        text = f"One catalog for domain {one.domain} of {environment}: isolation starts at the catalog."
        yield Catalog(
            name=one.name,
            lake=package.name,
            environment=environment,
            domain=one.domain,
            owner=one.owner,
            owner_id=groups[one.owner],
            account=accounts[account_of(lake, language.beside(one))],
            container=language.container_of(one),
            layers=tuple(sorted(one.layers, key=LAYERS.index)),
            workspaces=tuple(one.workspaces),
            readers=tuple(
                sorted(_readers(package, one).values(), key=lambda row: (LAYERS.index(row.layer), row.group))
            ),
            because=(package.context.because(text, at, source=ISOLATION, check="HND35"),),
        )


def _readers(package: PackageContext, catalog: language.Catalog) -> Mapping[tuple[str, str], CatalogReader]:
    """The groups that may read its layers, by object id and layer: those of `access`, then those of connections."""
    found: dict[tuple[str, str], CatalogReader] = {}
    for row in (*_people(package, catalog), *_principals(package, catalog)):
        found.setdefault((row.object_id, row.layer), row)
    return found


def _principals(package: PackageContext, catalog: language.Catalog) -> Iterator[CatalogReader]:
    """The groups that read for landing zones which name a reader, by their connections to this lake."""
    for index, row in enumerate(package.context.blueprint.connections):
        holder = principal(package, row.start) if row.use == LAKE and row.end == package.name else None
        if holder is not None and holder.kind == GROUP:
            why = package.context.because(row.reason, ("connections", index), source=BLUEPRINT)
            for layer in (one for one in row.layers or () if one in catalog.layers):
                yield CatalogReader(group=holder.name, object_id=holder.value, layer=layer, writes=False, because=why)


def _people(package: PackageContext, catalog: language.Catalog) -> Iterator[CatalogReader]:
    """The groups that rows of `access` let read its layers; they write where a connection of its workspaces does."""
    blueprint = package.context.blueprint
    written = {
        layer
        for row in blueprint.connections
        if row.use == LAKE and row.end == package.name and row.start in catalog.workspaces and row.access == "write"
        for layer in row.layers or ()
    }
    for index, access in enumerate(blueprint.access):
        for number, row in enumerate(access.layers):
            for layer in row.layers if row.lake == package.name else ():
                if layer in catalog.layers:
                    yield CatalogReader(
                        group=access.group,
                        object_id=access.object_id.lower(),
                        layer=layer,
                        writes=row.access == "write" and layer in written,
                        because=package.context.because(
                            row.reason, ("access", index, "layers", number), source=BLUEPRINT
                        ),
                    )
