"""What a picture shows of a plan: parts of the hub with their public addresses, sources outside, traffic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.catalog.read import kinds, purposes, services
from ringfence.pack.picture.traffic import Traffic
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Ref, Resource
from ringfence.plan.model.written.inventory import resources

MOST = 8
"""How many prefixes or hosts of one sort a picture names; the others are counted, and stand in the review."""
ALONE = ("firewall", "vpn-gateway", "expressroute-gateway", "bastion", "jump-host", "dns-resolver")
"""Kinds of the hub that stand by themselves in the overview, in this order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A resource of the hub, and what else the picture says of it: its public addresses among that."""

    resource: Resource
    said: tuple[str, ...]


def hub_parts(hub: Package) -> tuple[Part, ...]:
    """What stands by itself in the overview."""
    said = dict(_said(hub))
    found = [resource for resource in resources(hub) if resource.kind in ALONE]
    found.sort(key=lambda resource: ALONE.index(resource.kind))
    return tuple(Part(resource, said.get(resource.id, ())) for resource in found)


def _said(hub: Package) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is said of firewalls, gateways and the bastion beside their name, by id."""
    for module in hub.modules:
        for firewall in module.firewalls:
            private = f"private address {text(firewall.address)}"
            yield firewall.resource.id, (private, *_public(front.public_ip for front in firewall.fronts))
        for gateway in module.vpn_gateways:
            yield gateway.resource.id, tuple(_public(front.public_ip for front in gateway.fronts))
        for bastion in module.bastions:
            yield bastion.resource.id, tuple(_public([bastion.public_ip]))


def _public(addresses: Iterable[Ref]) -> Iterator[str]:
    yield from (f"public address {text(address)}" for address in addresses)


@dataclass(frozen=True, slots=True)
class Source:
    """Where people and sites come from, and the kinds of the hub that they come to."""

    id: str
    title: str
    said: tuple[str, ...]
    to: tuple[str, ...]


def sources(plan: Plan, seen: Traffic) -> tuple[Source, ...]:
    """Networks on premises, VPN users and browsers; those there are."""
    hub = plan.packages[0]
    sites = [text(site.link.name) for module in hub.modules for site in module.vpn_sites]
    lines = [text(one.resource.name) for module in hub.modules for one in module.circuit_connections]
    said = (
        *_counted([f"{space.prefix}" for space in plan.spaces if space.use == "on premises"], "prefixes"),
        *_counted([f"tunnel {name}" for name in sites], "tunnels"),
        *_counted([f"circuit {name}" for name in lines], "circuits"),
    )
    to = (*(["vpn-gateway"] if sites else []), *(["expressroute-gateway"] if lines else []))
    users = tuple(f"{space.prefix}" for space in plan.spaces if space.use == "VPN users")
    bastions = [
        f"from {way.where.partition(' to ')[0]}" for way in seen.ways_in.get(hub.name, ()) if way.kind == "Bastion"
    ]
    found = (
        Source("premises", "On premises", said or ("no prefix given",), to),
        Source("users", "VPN users", users, ("vpn-gateway",)),
        Source("browsers", "Browsers", tuple(bastions), ("bastion",)),
    )
    return tuple(one for one in found if one.said)


def _counted(named: Sequence[str], noun: str) -> Iterator[str]:
    yield from named[:MOST]
    if len(named) > MOST:
        yield f"and {len(named) - MOST} more {noun}"


def symbol_of(package: Package) -> str:
    """The resource type of the service that a package is there for."""
    purpose = purposes().get(package.purpose)
    found = [one for one in resources(package) if one.kind in services()]
    lead = [one for one in found if purpose and purpose.lead and one.kind == purpose.lead.service]
    return next((one.type for one in (*lead, *found)), "Microsoft.Network/virtualNetworks")


def title_of(resource: Resource) -> str:
    """How people call the kind of a resource."""
    return kinds()[resource.kind].title


def work_of(package: Package) -> str:
    """What a package does."""
    purpose = purposes().get(package.purpose)
    return purpose.words.does if purpose else package.title


def subscriptions(plan: Plan) -> Mapping[str, int]:
    """The number of each subscription in the picture: that of the hub is the first."""
    return {one: number for number, one in enumerate(dict.fromkeys(p.subscription for p in plan.packages), 1)}
