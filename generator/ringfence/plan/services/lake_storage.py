"""The accounts of a data lake: a container for each layer, retention, and the role assignments on layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.access import LayerAccess
from ringfence.blueprint.language.connections import LAKE as LAKE_USE
from ringfence.blueprint.language.connections import Connection
from ringfence.blueprint.language.lake import KEY, LAYERS, DataLake, Layer, account_of
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import purposes, services
from ringfence.plan.context.blueprint_context import BLUEPRINT
from ringfence.plan.context.identifiers import camel
from ringfence.plan.context.package_context import WORKLOAD, PackageContext
from ringfence.plan.cross_zone.job_identities import job_identity
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.lake_rights import right_of
from ringfence.plan.identity.role_assignments import Holder
from ringfence.plan.model import services as model
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Existing, Grant
from ringfence.plan.model.values import SERVICES, Given, Reason
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Links, Wiring, child


def _held(lake: DataLake, word: str) -> list[Layer]:
    """The layers of the account that this word tells apart."""
    return [layer for layer in LAYERS if account_of(lake, layer) == word]


def _why(package: PackageContext, zone: LandingZone, word: str) -> Reason:
    layers = ", ".join(_held(zone.data_lake or DataLake(), word))
    return package.context.because(f"Layers {layers} of the lake.", (*package.at, KEY))


def _complete(package: PackageContext, zone: LandingZone, module: Module, _links: Links, word: str) -> Module:
    """One account with its layers, and the role assignments on them."""
    lake = zone.data_lake or DataLake()
    containers = {layer: _container(package, module, layer) for layer in _held(lake, word)}
    readers = list(_readers(package, module, containers))
    known = {one.symbol: one for one, _ in readers if one is not None}
    return replace(
        module,
        services=(*module.services, *containers.values(), *_retentions(package, lake, containers)),
        existing=tuple(known[symbol] for symbol in sorted(known)),
        grants=role_assignments.by_symbol(grant for _, grant in readers),
    )


def _container(package: PackageContext, module: Module, layer: Layer) -> model.Service:
    """The container of a layer: a file system of the account."""
    blobs = module.services[1].resource
    why = package.context.because(f"Layer {layer}.", (*package.at, KEY))
    return child(package, services()[LAKE], "lake-container", blobs, layer, why)


def _retentions(
    package: PackageContext, lake: DataLake, containers: dict[Layer, model.Service]
) -> Iterator[model.Service]:
    """The policies that keep files of layers as they are; a template can make them, and only people can lock them."""
    kept = lake.retention
    if kept is None:
        return
    at = (*package.at, KEY, "retention")
    for layer in sorted(set(kept.layers) & containers.keys()):
        days = Given(SERVICES, "lake.retentionDays", kept.days, "Days from creation in which files stay as they are.")
        why = package.context.because(kept.reason, at, source=BLUEPRINT)
        wiring, spec = Wiring({}, {"retentionDays": days}, None), services()[LAKE]
        container = containers[layer].resource
        yield child(package, spec, "lake-retention", container, "default", why, camel("retention", layer), wiring)


def _readers(
    package: PackageContext, module: Module, containers: dict[Layer, model.Service]
) -> Iterator[tuple[Existing | None, Grant]]:
    """A grant for each row and layer of this account, with the identity that it names when that is no group."""
    rows: list[tuple[Holder, Existing | None, LayerAccess | Connection]] = [*_groups(package), *_jobs(package)]
    for holder, known, row in rows:
        for layer in sorted(set(row.layers or ()) & containers.keys()):
            scope = role_assignments.Scope(WORKLOAD, containers[layer].resource)
            yield known, role_assignments.grant(package, module.name, holder, right_of(row), scope)


def _groups(package: PackageContext) -> Iterator[tuple[Holder, None, LayerAccess]]:
    """The groups that may read or write layers of this lake."""
    for index, access in enumerate(package.context.blueprint.access):
        for number, row in enumerate(access.layers):
            if row.lake == package.name:
                yield role_assignments.group_holder(access, ("access", index, "layers", number)), None, row


def _jobs(package: PackageContext) -> Iterator[tuple[Holder, Existing, Connection]]:
    """The identities of jobs whose connections lead to this lake.

    Connections of a managed network are left out: its own package grants them, see `lakes_reached`.
    """
    blueprint = package.context.blueprint
    managed = {other.name for other in blueprint.landing_zones if not purposes()[other.purpose].job_subnets}
    for index, row in enumerate(blueprint.connections):
        if row.use == LAKE_USE and row.end == package.name and row.start not in managed:
            jobs = job_identity(package, LAKE_USE, row.start, ("connections", index))
            yield jobs.holder, jobs.known, row


HOOKS = ServiceHooks(why=_why, complete=_complete)
