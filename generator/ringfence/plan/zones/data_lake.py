"""The role assignments on layers of a lake, in one module after its accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.access import LayerAccess
from ringfence.blueprint.language.connections import LAKE as LAKE_USE
from ringfence.blueprint.language.connections import Connection
from ringfence.blueprint.language.lake import KEY, DataLake, account_words, containers_of
from ringfence.blueprint.language.lakes.catalogs import container_of
from ringfence.blueprint.language.lakes.layers import LAYERS, Layer
from ringfence.catalog.grants import GrantSpec
from ringfence.catalog.read import purposes
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.cross_zone.job_identities import job_identity
from ringfence.plan.cross_zone.lake_layers import NamedAccount, named_account
from ringfence.plan.cross_zone.lakes_reached import reaches_itself
from ringfence.plan.cross_zone.readers import principal
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.lake_rights import right_of
from ringfence.plan.identity.role_assignments import Holder
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing, Grant
from ringfence.plan.model.values import Given, plain
from ringfence.plan.zones.catalogs import catalogs, placed, storage_right
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import PlacedService, Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

ACCESS = "lake-access"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who may use containers of a lake, which, and with which right.

    `known` is how a module names an identity, `symbol` what it is called at home; a group has neither.
    """

    holder: Holder
    right: GrantSpec
    layers: tuple[str, ...]
    known: Existing | None = None
    symbol: str = ""


def _access(zone: ZoneContext, parts: Prerequisites) -> Iterator[Module]:
    """The module of rights on layers; none where no one has any."""
    package = zone.package
    lake = zone.spec.data_lake or DataLake()
    readers: tuple[Reader, ...] = (*_groups(package), *_jobs(package), *_keepers(package, lake), *_scans(package, lake))
    used = {layer for reader in readers for layer in reader.layers}
    accounts = dict(_accounts(package, lake, parts, used))
    if not accounts:
        return
    holders = {reader.known.symbol: reader.known for reader in readers if reader.known is not None}
    yield Module(
        name=ACCESS,
        title="Rights on layers of the lake",
        scope=WORKLOAD,
        gives="rights are there before they are needed",
        after=tuple(accounts),
        existing=(
            *(known for account in accounts.values() for known in account.known),
            *(holders[symbol] for symbol in sorted(holders)),
        ),
        grants=role_assignments.by_symbol(_grants(package, readers, list(accounts.values()))),
        catalogs=tuple(catalogs(zone, lake, dict(zip(account_words(lake), _names(parts), strict=True)))),
    )


def _accounts(
    package: PackageContext, lake: DataLake, parts: Prerequisites, used: set[str]
) -> Iterator[tuple[str, NamedAccount]]:
    """The accounts with layers that someone uses, by the modules that make them."""
    for word, account in zip(account_words(lake), _placed(parts), strict=True):
        layers = [name for name in containers_of(lake, word) if name in used]
        name = account.resource.name
        if layers and isinstance(name, Given):
            yield account.module.name, named_account(package, ACCESS, word, name, account.resource.id, layers)


def _placed(parts: Prerequisites) -> list[PlacedService]:
    """The accounts, in order of their words."""
    return [placed for placed in parts.services if placed.module.layers]


def _grants(package: PackageContext, readers: tuple[Reader, ...], accounts: list[NamedAccount]) -> Iterator[Grant]:
    """A grant for each row and layer, and those on an account that an identity needs to use any layer of it."""
    layers = {layer: scope for account in accounts for layer, scope in account.layers.items()}
    found: dict[str, Grant] = {}
    for reader in readers:
        for layer in reader.layers:
            made = role_assignments.grant(package, ACCESS, reader.holder, reader.right, layers[layer])
            found.setdefault(made.resource.id, made)  # a group of `access` may be the reader of a connection too
        for account in (one for one in accounts if one.layers.keys() & set(reader.layers)):
            for spec in role_assignments.specs("layers", reader.symbol):
                made = role_assignments.grant(package, ACCESS, reader.holder, spec, account.account)
                found.setdefault(made.resource.id, made)
    yield from found.values()


def _groups(package: PackageContext) -> Iterator[Reader]:
    """The groups that may read or write layers of this lake."""
    for index, access in enumerate(package.context.blueprint.access):
        for number, row in enumerate(access.layers):
            if row.lake == package.name:
                holder = role_assignments.group_holder(access, ("access", index, "layers", number))
                yield Reader(holder, right_of(row), _ordered(row))


def _jobs(package: PackageContext) -> Iterator[Reader]:
    """The identities of jobs, and the readers, whose connections lead to this lake.

    Connections of a managed network are left out: its own package grants them, see `lakes_reached`.
    """
    blueprint = package.context.blueprint
    managed = {other.name for other in blueprint.landing_zones if reaches_itself(purposes()[other.purpose])}
    for index, row in enumerate(blueprint.connections):
        if row.use != LAKE_USE or row.end != package.name or row.start in managed:
            continue
        if holder := principal(package, row.start):
            yield Reader(holder, right_of(row), _ordered(row))
        else:
            jobs = job_identity(package, LAKE_USE, row.start, ("connections", index))
            yield Reader(jobs.holder, right_of(row), _ordered(row), jobs.known, jobs.symbol)


def _ordered(row: LayerAccess | Connection) -> tuple[Layer, ...]:
    """The layers that a row names, in order."""
    return tuple(sorted(row.layers or (), key=LAYERS.index))


def _keepers(package: PackageContext, lake: DataLake) -> Iterator[Reader]:
    """The identity that keeps the managed tables of each catalog: that of the first workspace's access connector."""
    for at, catalog in placed(package, lake):
        keeper = job_identity(package, LAKE_USE, catalog.workspaces[0], at)
        yield Reader(keeper.holder, storage_right(catalog), (container_of(catalog),), keeper.known, keeper.symbol)


def _names(parts: Prerequisites) -> Iterator[str]:
    """The names of the accounts, in order of their words."""
    return (str(plain(account.resource.name)) for account in _placed(parts))


def _scans(package: PackageContext, lake: DataLake) -> Iterator[Reader]:
    """The identity of the Purview account that scans layers of this lake."""
    account, scan = package.context.blueprint.institution.purview, lake.scan
    if account is not None and scan is not None:
        row = LayerAccess(lake=package.name, layers=list(scan.layers), reason=scan.reason)
        holder = role_assignments.purview_holder(account, (*package.at, KEY, "scan"))
        yield Reader(holder, right_of(row), _ordered(row))


HOOKS = PurposeHooks(across=_access)
