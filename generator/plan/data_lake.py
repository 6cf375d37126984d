"""The package of a data lake: accounts with folders, a container for each layer, and who may read or write which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.blueprint.lake import LAYERS, Lake, LakeAccess, Layer, account_of, account_words
from generator.catalog.read import services
from generator.catalog.tables import GrantSpec
from generator.plan import access, landing_zone
from generator.plan.brief import BLUEPRINT, Path, camel
from generator.plan.frame import WORKLOAD
from generator.plan.hosts import LAKE
from generator.plan.landing_zone import Zone
from generator.plan.model import services as model
from generator.plan.model.package import Module
from generator.plan.model.services import Existing, Grant
from generator.plan.model.values import Given
from generator.plan.services.service import Wiring, child, endpoints, plan_service
from generator.plan.workers import worker

ROLES = {"read": "Storage Blob Data Reader", "write": "Storage Blob Data Contributor"}
SOURCE = "azure-docs storage/blobs/data-lake-storage-access-control-model.md"


def right_of(row: LakeAccess) -> GrantSpec:
    """The right that an entry of `lake.access` gives on each of its layers."""
    return GrantSpec(holder="", role=ROLES[row.access], on="", why=row.reason, source=SOURCE, stage="persona")


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    lake = zone.spec.lake or Lake()
    accounts = [_account(zone, lake, word) for word in account_words(lake)]
    net, virtual_network = landing_zone.virtual_network(zone)
    door = landing_zone.door(zone, virtual_network)
    spec = services()[LAKE]
    return (
        *accounts,
        net,
        *landing_zone.peering(zone, virtual_network),
        landing_zone.flow_log(zone, virtual_network),
        *(endpoints(zone.frame, spec, account.services[0].resource, door) for account in accounts),
        *landing_zone.people(zone, {}),
    )


def _account(zone: Zone, lake: Lake, word: str) -> Module:
    """One account with its layers, and the rights on them."""
    held = [layer for layer in LAYERS if account_of(lake, layer) == word]
    why = zone.frame.brief.because(f"Layers {', '.join(held)} of the lake.", (*zone.frame.at, "lake"))
    module = plan_service(zone.frame, services()[LAKE], WORKLOAD, Wiring({}, {}, zone.sink), why, word=word)
    containers = {layer: _container(zone, module, layer) for layer in held}
    readers = list(_readers(zone, lake, module, containers))
    known = {one.symbol: one for one, _ in readers if one is not None}
    return replace(
        module,
        services=(*module.services, *containers.values(), *_retentions(zone, lake, containers)),
        existing=tuple(known[symbol] for symbol in sorted(known)),
        grants=tuple(sorted((grant for _, grant in readers), key=lambda grant: grant.resource.symbol)),
    )


def _container(zone: Zone, module: Module, layer: Layer) -> model.Service:
    """The container of a layer: a file system of the account."""
    blobs = module.services[1].resource
    why = zone.frame.brief.because(f"Layer {layer}.", (*zone.frame.at, "lake"))
    return child(zone.frame, services()[LAKE], "lake-container", blobs, layer, why)


def _retentions(zone: Zone, lake: Lake, containers: dict[Layer, model.Service]) -> Iterator[model.Service]:
    """The policies that keep files of layers as they are; a template can make them, and only people can lock them."""
    kept = lake.retention
    if kept is None:
        return
    at = (*zone.frame.at, "lake", "retention")
    for layer in sorted(set(kept.layers) & containers.keys()):
        days = Given("lakeSettings", "retentionDays", kept.days, "Days from creation in which files stay as they are.")
        why = zone.frame.brief.because(kept.reason, at, source=BLUEPRINT)
        wiring, spec = Wiring({}, {"retentionDays": days}, None), services()[LAKE]
        container = containers[layer].resource
        yield child(zone.frame, spec, "lake-retention", container, "default", why, camel("retention", layer), wiring)


def _readers(
    zone: Zone, lake: Lake, module: Module, containers: dict[Layer, model.Service]
) -> Iterator[tuple[Existing | None, Grant]]:
    """A grant for each entry and layer of this account, with the identity that it names when that is no group.

    Entries for a managed network are left out: its own package grants them, see `lakes_reached`.
    """
    brief = zone.frame.brief
    managed = {other.name for other in brief.blueprint.landing_zones if other.purpose == "inference"}
    for index, row in enumerate(lake.access):
        at: Path = (*zone.frame.at, "lake", "access", index)
        if row.landing_zone in managed:
            continue
        if row.group:
            group = next(one for one in brief.blueprint.access if one.group == row.group)
            holder, known = access.group_holder(group, at), None
        else:
            holder, known = worker(zone.frame, "lake", row.landing_zone or "", at)
        for layer in sorted(set(row.layers) & containers.keys()):
            scope = access.Scope(WORKLOAD, containers[layer].resource)
            yield known, access.grant(zone.frame, module.name, holder, right_of(row), scope)
