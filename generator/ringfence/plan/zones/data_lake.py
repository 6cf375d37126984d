"""The package of a data lake: accounts with folders, a container for each layer, and who may read or write which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.blueprint.language.lake import LAYERS, Lake, Layer, account_of, account_words
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.identifiers import camel
from ringfence.plan.context.package_context import WORKLOAD
from ringfence.plan.cross_zone.job_identities import worker
from ringfence.plan.identity import role_assignments
from ringfence.plan.identity.lake_rights import right_of
from ringfence.plan.model import services as model
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Existing, Grant
from ringfence.plan.model.values import Given
from ringfence.plan.rules.endpoint_hosts import LAKE
from ringfence.plan.services.service import Wiring, child, endpoints, plan_service
from ringfence.plan.zones import landing_zone
from ringfence.plan.zones.zone_context import ZoneContext


def modules(zone: ZoneContext) -> tuple[Module, ...]:
    """Every module of the package."""
    lake = zone.spec.lake or Lake()
    accounts = [_account(zone, lake, word) for word in account_words(lake)]
    net, virtual_network = landing_zone.guarded_network(zone)
    door = landing_zone.door(zone, virtual_network)
    spec = services()[LAKE]
    return (
        *accounts,
        net,
        *landing_zone.peering(zone, virtual_network),
        landing_zone.flow_log(zone, virtual_network),
        *(endpoints(zone.package, spec, account.services[0].resource, door) for account in accounts),
        *landing_zone.people(zone, {}),
    )


def _account(zone: ZoneContext, lake: Lake, word: str) -> Module:
    """One account with its layers, and the rights on them."""
    held = [layer for layer in LAYERS if account_of(lake, layer) == word]
    why = zone.package.context.because(f"Layers {', '.join(held)} of the lake.", (*zone.package.at, "lake"))
    module = plan_service(zone.package, services()[LAKE], WORKLOAD, Wiring({}, {}, zone.sink), why, word=word)
    containers = {layer: _container(zone, module, layer) for layer in held}
    readers = list(_readers(zone, lake, module, containers))
    known = {one.symbol: one for one, _ in readers if one is not None}
    return replace(
        module,
        services=(*module.services, *containers.values(), *_retentions(zone, lake, containers)),
        existing=tuple(known[symbol] for symbol in sorted(known)),
        grants=role_assignments.by_symbol(grant for _, grant in readers),
    )


def _container(zone: ZoneContext, module: Module, layer: Layer) -> model.Service:
    """The container of a layer: a file system of the account."""
    blobs = module.services[1].resource
    why = zone.package.context.because(f"Layer {layer}.", (*zone.package.at, "lake"))
    return child(zone.package, services()[LAKE], "lake-container", blobs, layer, why)


def _retentions(zone: ZoneContext, lake: Lake, containers: dict[Layer, model.Service]) -> Iterator[model.Service]:
    """The policies that keep files of layers as they are; a template can make them, and only people can lock them."""
    kept = lake.retention
    if kept is None:
        return
    at = (*zone.package.at, "lake", "retention")
    for layer in sorted(set(kept.layers) & containers.keys()):
        days = Given("lakeSettings", "retentionDays", kept.days, "Days from creation in which files stay as they are.")
        why = zone.package.context.because(kept.reason, at, source=BLUEPRINT)
        wiring, spec = Wiring({}, {"retentionDays": days}, None), services()[LAKE]
        container = containers[layer].resource
        yield child(zone.package, spec, "lake-retention", container, "default", why, camel("retention", layer), wiring)


def _readers(
    zone: ZoneContext, lake: Lake, module: Module, containers: dict[Layer, model.Service]
) -> Iterator[tuple[Existing | None, Grant]]:
    """A grant for each entry and layer of this account, with the identity that it names when that is no group.

    Entries for a managed network are left out: its own package grants them, see `lakes_reached`.
    """
    context = zone.package.context
    managed = {other.name for other in context.blueprint.landing_zones if other.purpose == "inference"}
    for index, row in enumerate(lake.access):
        at: Path = (*zone.package.at, "lake", "access", index)
        if row.landing_zone in managed:
            continue
        if row.group:
            group = next(one for one in context.blueprint.access if one.group == row.group)
            holder, known = role_assignments.group_holder(group, at), None
        else:
            holder, known = worker(zone.package, "lake", row.landing_zone or "", at)
        for layer in sorted(set(row.layers) & containers.keys()):
            scope = role_assignments.Scope(WORKLOAD, containers[layer].resource)
            yield known, role_assignments.grant(zone.package, module.name, holder, right_of(row), scope)
