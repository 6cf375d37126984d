"""The lakes that a managed network reaches: which accounts, by private endpoint, and what its jobs may do there.

The rights stand in the package that has the managed network, because Azure makes the private endpoints together with
its workspace, whose identity must be allowed to approve them before. So lakes deploy before it.
Source: azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), private endpoints and approval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.connections import LAKE as LAKE_USE
from ringfence.blueprint.language.connections import Connection
from ringfence.blueprint.language.lake import DataLake, account_of
from ringfence.blueprint.language.lakes.layers import LAYERS, Layer
from ringfence.catalog.grants import GrantSpec
from ringfence.catalog.purpose import Purpose
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.naming import Namer
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.context.placement import zone_namer
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.cross_zone.lake_layers import named_account
from ringfence.plan.cross_zone.neighbours import Neighbour, Row
from ringfence.plan.identity.lake_rights import right_of
from ringfence.plan.model.identifiers import camel, words
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing, Identity
from ringfence.plan.model.values import Given
from ringfence.plan.rules.endpoint_hosts import LAKE


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a lake: the word that tells it from the others, its name, its id, the layers read there."""

    word: str
    name: Given[str]
    id: Given[str]
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class LakeReached:
    """A lake with the connections that let this package's jobs in, each with its place in the blueprint."""

    of: Neighbour
    entries: tuple[tuple[Path, Connection], ...]
    accounts: tuple[Account, ...]


def reaches_itself(purpose: Purpose) -> bool:
    """Whether landing zones of a purpose reach what others make from a managed network, by endpoints of its lead."""
    lead = services()[purpose.lead.service] if purpose.lead else None
    return lead is not None and lead.managedEndpoints is not None


def lakes_reached(package: PackageContext) -> tuple[LakeReached, ...]:
    """The lakes that connections of this landing zone lead to, in order of their names."""
    found: dict[str, list[tuple[Path, Connection]]] = {}
    for index, row in enumerate(package.context.blueprint.connections):
        if row.use == LAKE_USE and row.start == package.name:
            found.setdefault(row.end, []).append((("connections", index), row))
    zones = enumerate(package.context.blueprint.landing_zones)
    reached = [
        _reached(package, index, zone.data_lake, tuple(found[zone.name]))
        for index, zone in zones
        if zone.data_lake and zone.name in found
    ]
    return tuple(sorted(reached, key=lambda lake: lake.of.zone))


def _reached(
    package: PackageContext, index: int, lake: DataLake, entries: tuple[tuple[Path, Connection], ...]
) -> LakeReached:
    spec = package.context.blueprint.landing_zones[index]
    there = neighbours.neighbour(package, index, "lakes", f"{spec.name}.")
    namer = zone_namer(package.context, spec, ("landingZones", index))
    wanted = {layer for _, row in entries for layer in row.layers or ()}
    held: dict[str, tuple[Layer, ...]] = {}
    for layer in (layer for layer in LAYERS if layer in wanted):
        word = account_of(lake, layer)
        held[word] = (*held.get(word, ()), layer)
    return LakeReached(there, entries, tuple(_account(there, namer, word, layers) for word, layers in held.items()))


def _account(of: Neighbour, namer: Namer, word: str, layers: tuple[Layer, ...]) -> Account:
    name = namer.name(LAKE, *filter(None, [word]))
    field = ".".join(filter(None, [of.zone, word]))
    text = f"lake {of.zone}, layers {', '.join(layers)}"
    called = Given("lakes", f"{field}.name", name, f"Account of {text}.", bounds=name_bounds(LAKE))
    own = Given("lakes", f"{field}.id", neighbours.own_id(of.group_id, LAKE, name), "")
    return Account(word, called, own, layers)


def rights(package: PackageContext, identities: tuple[Identity, ...], jobs: Identity, lake: LakeReached) -> Module:
    """What the package's identities may do with a lake: approve private endpoints to it, and read or write layers."""
    name = module_name(package, lake)
    known: list[Existing] = []
    rows: list[Row] = []
    for account in lake.accounts:
        named = named_account(package, name, account.word, account.name, account.id.value, account.layers)
        known += named.known
        rows += neighbours.table_rows("lake", identities, named.account)
        for layer, scope in named.layers.items():
            rows += (Row(jobs, spec, scope, at) for at, spec in _specs(lake, layer))
    return neighbours.rights(package, name, f"Rights on lake {lake.of.zone}", lake.of.place, known, rows)


def module_name(package: PackageContext, lake: LakeReached) -> str:
    """What the module with the rights on a lake is called."""
    return f"lake-access-{_apart(package, lake.of.zone)}"


def _apart(package: PackageContext, zone: str) -> str:
    """The name of a landing zone, with a number where that of another differs in hyphens only."""
    told = words(each.name for each in package.context.blueprint.landing_zones)[zone]
    return zone + told.removeprefix(camel(zone))


def _specs(lake: LakeReached, layer: str) -> Iterator[tuple[Path, GrantSpec]]:
    return ((at, right_of(row)) for at, row in lake.entries if layer in (row.layers or ()))
