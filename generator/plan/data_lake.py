"""The package of a data lake: accounts with folders, a container for each layer, and who may read or write which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.blueprint.lake import Lake, Layer, account_words
from generator.catalog.read import kinds, services
from generator.catalog.tables import GrantSpec
from generator.plan import access, lakes, landing_zone
from generator.plan.brief import Path, identifier
from generator.plan.frame import group_names, resource_id
from generator.plan.landing_zone import WORKLOAD, Zone
from generator.plan.model import services as model
from generator.plan.model.package import Module
from generator.plan.model.services import Elsewhere, Existing, Grant
from generator.plan.model.values import Given
from generator.plan.residence import zone_namer, zone_subscription
from generator.plan.services.service import Wiring, child, endpoints, plan_service

ROLES = {"read": "Storage Blob Data Reader", "write": "Storage Blob Data Contributor"}
SOURCE = "azure-docs storage/blobs/data-lake-storage-access-control-model.md"


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    lake = zone.spec.lake or Lake()
    accounts = [_account(zone, lake, word) for word in account_words(lake)]
    net, virtual_network = landing_zone.virtual_network(zone)
    door = landing_zone.door(zone, virtual_network)
    spec = services()[lakes.KIND]
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
    held = [layer for layer in lakes.LAYERS if lakes.account_of(lake, layer) == word]
    why = zone.frame.brief.because(f"Layers {', '.join(held)} of the lake.", (*zone.frame.at, "lake"))
    module = plan_service(zone.frame, services()[lakes.KIND], WORKLOAD, Wiring({}, {}, zone.sink), why, word=word)
    containers = {layer: _container(zone, module, layer) for layer in held}
    readers = list(_readers(zone, lake, module, containers))
    known = {one.symbol: one for one, _ in readers if one is not None}
    return replace(
        module,
        services=(*module.services, *containers.values()),
        existing=tuple(known[symbol] for symbol in sorted(known)),
        grants=tuple(sorted((grant for _, grant in readers), key=lambda grant: grant.resource.symbol)),
    )


def _container(zone: Zone, module: Module, layer: Layer) -> model.Service:
    """The container of a layer: a file system of the account."""
    blobs = module.services[1].resource
    why = zone.frame.brief.because(f"Layer {layer}.", (*zone.frame.at, "lake"))
    return child(zone.frame, services()[lakes.KIND], "lake-container", blobs, layer, why)


def _readers(
    zone: Zone, lake: Lake, module: Module, containers: dict[Layer, model.Service]
) -> Iterator[tuple[Existing | None, Grant]]:
    """A grant for each entry and layer of this account, with the identity that it names when that is no group."""
    brief = zone.frame.brief
    for index, row in enumerate(lake.access):
        at: Path = (*zone.frame.at, "lake", "access", index)
        spec = GrantSpec(holder="", role=ROLES[row.access], on="", why=row.reason, source=SOURCE, stage="persona")
        if row.group:
            group = next(one for one in brief.blueprint.access if one.group == row.group)
            holder, known = access.group_holder(group, at), None
        else:
            holder, known = _jobs(zone, row.landing_zone or "", at)
        for layer in sorted(set(row.layers) & containers.keys()):
            scope = access.Scope(WORKLOAD, containers[layer].resource)
            yield known, access.grant(zone.frame, module.name, holder, spec, scope)


def _jobs(zone: Zone, reader: str, at: Path) -> tuple[access.Holder, Existing]:
    """The identity with which a landing zone's jobs read, in its own package, as a holder of grants here."""
    blueprint = zone.frame.brief.blueprint
    index, spec = next((i, z) for i, z in enumerate(blueprint.landing_zones) if z.name == reader)
    namer = zone_namer(zone.frame.brief, spec, ("landingZones", index))
    kind, word = kinds()["managed-identity"], identifier(reader)
    identity_word, symbol = lakes.WORKERS[spec.purpose]
    name = Given("readers", f"{word}_identity", namer.name(kind.kind, identity_word), f"Identity of jobs in {reader}.")
    group_name = group_names(namer, (WORKLOAD, "workload"))[WORKLOAD].value
    group = Given("readers", f"{word}_group", group_name, f"Resource group of {reader}.")
    home = Given("readers", f"{word}_subscription", zone_subscription(blueprint, spec), f"Subscription of {reader}.")
    place = Elsewhere(subscription=home, group=group)
    known = Existing(symbol=f"{word}_{symbol}", type=kind.type, api=kind.api, name=name, elsewhere=place)
    identity = resource_id(f"/subscriptions/{home.value}/resourceGroups/{group.value}", kind.type, name.value)
    return access.foreign_holder(known.symbol, identity, at), known
