"""The resources that use layers of a lake from outside every network: the firewall of its accounts lets these in.

Unity Catalog asks an account for the key of its tokens from Databricks' control plane, and SQL pools of Synapse run
outside the managed network: no private endpoint serves them. A resource instance rule admits one resource and nothing
else; the folder of the service says why it comes from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.lakes.layers import Layer
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.offers import Passage
from ringfence.catalog.read import purposes
from ringfence.catalog.spec import Service
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, group_names
from ringfence.plan.context.placement import zone_namer, zone_subscription
from ringfence.plan.context.services_in_use import zone_services
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.model.lake import LetIn

IDENTITY = "identity.userAssignedIdentities"


def connectors(package: PackageContext, layers: Iterable[Layer]) -> Mapping[str, LetIn]:
    """The resources of landing zones that use any of these layers of this package's lake, by id, each with why."""
    wanted = set(layers)
    found: dict[str, LetIn] = {}
    blueprint = package.context.blueprint
    zones = {zone.name: (index, zone) for index, zone in enumerate(blueprint.landing_zones)}
    for at, row in enumerate(blueprint.connections):
        index, zone = zones[row.start]
        if row.use == LAKE and row.end == package.name and wanted & set(row.layers or ()):
            for service, passage in _passing(package, zone):
                text = f"{passage.why.format(zone=zone.name)}: {row.reason}"
                why = package.context.because_of(passage, text, ("connections", at))
                own = _id(package, index, service.kind)
                name = f"{service.title} {own.rsplit('/', 1)[-1]}"
                found.setdefault(own, LetIn(id=own, name=name, because=why))
    return dict(sorted(found.items()))


def _passing(package: PackageContext, zone: LandingZone) -> Iterator[tuple[Service, Passage]]:
    """The services of a landing zone that come from outside, and act as the identity that uses lakes."""
    home = purposes()[zone.purpose]
    symbol = home.identity_for(LAKE)
    for service in zone_services(package.context.blueprint, zone):
        acts = symbol and (service.links.get(IDENTITY) == symbol or home.identities[symbol].of == service.symbol)
        if acts and service.passage:
            yield service, service.passage


def _id(package: PackageContext, index: int, kind: str) -> str:
    """The id of a service in the landing zone with this index."""
    blueprint = package.context.blueprint
    zone = blueprint.landing_zones[index]
    namer = zone_namer(package.context, zone, ("landingZones", index))
    group = group_names(namer, (WORKLOAD, "workload"))[WORKLOAD].value
    home = f"/subscriptions/{zone_subscription(blueprint, zone)}/resourceGroups/{group}"
    return neighbours.own_id(home, kind, namer.name(kind))
