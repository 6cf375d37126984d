"""The role assignments on layers of a lake, in one module after its accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.access import LayerAccess
from ringfence.blueprint.language.connections import LAKE as LAKE_USE
from ringfence.blueprint.language.connections import Connection
from ringfence.blueprint.language.lake import LAYERS, DataLake, Layer, account_words, layers_of
from ringfence.catalog.read import purposes
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.cross_zone.job_identities import job_identity
from ringfence.plan.cross_zone.lake_layers import NamedAccount, named_account
from ringfence.plan.cross_zone.lakes_reached import reaches_itself
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.lake_rights import right_of
from ringfence.plan.identity.role_assignments import Holder
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Existing, Grant
from ringfence.plan.model.values import Given
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.prerequisites import PlacedService, Prerequisites
from ringfence.plan.zones.zone_context import ZoneContext

ACCESS = "lake-access"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who may use layers, and the row of the blueprint that says so.

    `known` is how a module names an identity, `symbol` what it is called at home; a group has neither.
    """

    holder: Holder
    row: LayerAccess | Connection
    known: Existing | None = None
    symbol: str = ""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that it may use, in order."""
        return tuple(sorted(self.row.layers or (), key=LAYERS.index))


def _access(zone: ZoneContext, parts: Prerequisites) -> Iterator[Module]:
    """The module of rights on layers; none where no one has any."""
    package = zone.package
    readers: tuple[Reader, ...] = (*_groups(package), *_jobs(package))
    used = {layer for reader in readers for layer in reader.layers}
    accounts = dict(_accounts(package, zone.spec.data_lake or DataLake(), parts, used))
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
    )


def _accounts(
    package: PackageContext, lake: DataLake, parts: Prerequisites, used: set[Layer]
) -> Iterator[tuple[str, NamedAccount]]:
    """The accounts with layers that someone uses, by the modules that make them."""
    for word, placed in zip(account_words(lake), _placed(parts), strict=True):
        layers = [layer for layer in layers_of(lake, word) if layer in used]
        name = placed.resource.name
        if layers and isinstance(name, Given):
            yield placed.module.name, named_account(package, ACCESS, word, name, placed.resource.id, layers)


def _placed(parts: Prerequisites) -> list[PlacedService]:
    """The accounts, in order of their words."""
    return [placed for placed in parts.services if placed.module.layers]


def _grants(package: PackageContext, readers: tuple[Reader, ...], accounts: list[NamedAccount]) -> Iterator[Grant]:
    """A grant for each row and layer, and those on an account that an identity needs to use any layer of it."""
    layers = {layer: scope for account in accounts for layer, scope in account.layers.items()}
    found: dict[str, Grant] = {}
    for reader in readers:
        for layer in reader.layers:
            yield role_assignments.grant(package, ACCESS, reader.holder, right_of(reader.row), layers[layer])
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
                yield Reader(holder, row)


def _jobs(package: PackageContext) -> Iterator[Reader]:
    """The identities of jobs whose connections lead to this lake.

    Connections of a managed network are left out: its own package grants them, see `lakes_reached`.
    """
    blueprint = package.context.blueprint
    managed = {other.name for other in blueprint.landing_zones if reaches_itself(purposes()[other.purpose])}
    for index, row in enumerate(blueprint.connections):
        if row.use == LAKE_USE and row.end == package.name and row.start not in managed:
            jobs = job_identity(package, LAKE_USE, row.start, ("connections", index))
            yield Reader(jobs.holder, row, jobs.known, jobs.symbol)


HOOKS = PurposeHooks(across=_access)
