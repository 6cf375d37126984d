"""Resources of other packages, or of none, that a package names, and the rights that its own identities get on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ringfence.catalog.grants import GrantSpec
from ringfence.catalog.read import kinds
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import (
    GROUP,
    WORKLOAD,
    PackageContext,
    existing,
    group_names,
    name_bounds,
    resource_id,
)
from ringfence.plan.context.placement import zone_namer, zone_subscription
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Elsewhere, Existing, Identity
from ringfence.plan.model.values import Given, Resource


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Where the resources of another landing zone are: its name, its group as an id, and as modules are put there."""

    zone: str
    group_id: str
    place: Elsewhere


def neighbour(package: PackageContext, index: int, owner: str, prefix: str) -> Neighbour:
    """The workload group of the landing zone with this index; its names are fields `prefix…` of parameter `owner`."""
    blueprint = package.context.blueprint
    zone = blueprint.landing_zones[index]
    at: Path = ("landingZones", index)
    subscription = zone_subscription(blueprint, zone)
    group = group_names(zone_namer(package.context, zone, at), (WORKLOAD, "workload"))[WORKLOAD].value
    place = Elsewhere(
        subscription=Given(owner, f"{prefix}subscription", subscription, ""),
        group=Given(owner, f"{prefix}group", group, "", bounds=name_bounds(GROUP)),
    )
    return Neighbour(zone.name, f"/subscriptions/{subscription}/resourceGroups/{group}", place)


def scope(package: PackageContext, module: str, kind: str, known: Existing, own: str) -> role_assignments.Scope:
    """A resource that `module` names as what grants may be on; `own` is its id."""
    parent = own.split("/providers/", maxsplit=1)[0]
    return role_assignments.Scope(
        WORKLOAD, replace(package.resource(kind, module, known.symbol, known.name, parent), id=own)
    )


def named(package: PackageContext, kind: str, symbol: str, name: Given[str] | str, parent: str = "") -> Existing:
    """A resource of this kind as a module names it; `parent` is the symbol of what it is a child of."""
    return Existing(symbol=symbol, type=kinds()[kind].type, api=package.api(kind), name=name, parent=parent)


def own_id(group_id: str, kind: str, name: str) -> str:
    """The id of a resource of this kind in a group."""
    return resource_id(group_id, kinds()[kind].type, name)


@dataclass(frozen=True, slots=True)
class Row:
    """One right: an identity of the package, what it may do and why, on what."""

    identity: Identity
    spec: GrantSpec
    scope: role_assignments.Scope
    at: Path = ()


def table_rows(stage: str, identities: Iterable[Identity], on: role_assignments.Scope) -> Iterable[Row]:
    """The rows of the grants table for a stage."""
    for identity in identities:
        yield from (Row(identity, spec, on) for spec in role_assignments.specs(stage, identity.resource.symbol))


def rights(
    package: PackageContext, name: str, title: str, place: Elsewhere, known: Iterable[Existing], rows: Iterable[Row]
) -> Module:
    """The module with these rights, in a resource group that is not the package's; `known` are what they are on."""
    rows = tuple(rows)
    here = Elsewhere(
        subscription=Given("groups", "subscription", package.subscription, ""),
        group=package.groups[WORKLOAD],
    )
    holders: dict[str, Resource] = {row.identity.resource.symbol: row.identity.resource for row in rows}
    mine = [replace(existing(resource), elsewhere=here) for resource in holders.values()]
    return Module(
        name=name,
        title=title,
        scope=place,
        after=("identities",),
        gives="rights are there before they are needed",
        existing=(*known, *mine),
        grants=role_assignments.by_symbol(
            role_assignments.grant(
                package, name, replace(role_assignments.identity_holder(row.identity), at=row.at), row.spec, row.scope
            )
            for row in rows
        ),
    )
