"""How large a subnet must be: what lives in it, headroom, the five addresses Azure keeps, next power of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network, summarize_address_range

from ringfence.blueprint.language.hub import HUB_AT, Hub
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Node, attribute
from ringfence.catalog.purpose import Holds, Size
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import limits, lines, private_links
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.services_in_use import words_of, zone_services

OF_RESOLVERS = tuple(summarize_address_range(IPv4Address("10.0.1.0"), IPv4Address("10.0.16.255")))
"""What DNS Private Resolver keeps for itself (azure-docs dns/dns-private-resolver-overview.md, Subnet restrictions)."""
PLAN_SOURCE = "Azure networking plan-and-design guide, IP planning (2026-06-22)"


@dataclass(frozen=True, slots=True)
class Need:
    """What a subnet must hold: addresses, the prefix length that is cut for them, the sum in words and its source.

    `longest` is the longest prefix that an explicit subnet may have: without headroom, but never below Azure's minimum.
    `widest` is the shortest prefix that Azure takes, `never` are ranges that the subnet may not touch.
    `used` says whether its service is there, and would refuse such a subnet; a reserved one only avoids these ranges.
    `kept` is what its service says to a subnet that was used and gets another prefix, '' where an empty one may.
    `late` needs are cut after all others, so that asking for one later leaves the others where they would have been.
    """

    role: str
    addresses: int
    length: int
    longest: int
    sum: str
    source: str
    at: Path
    late: bool = False
    widest: int = 0
    never: tuple[IPv4Network, ...] = ()
    used: bool = True
    kept: str = ""


def prefix_length(addresses: int, largest: int) -> int:
    """The longest prefix (smallest subnet) with at least this many addresses, but never longer than `largest`."""
    return min(largest, 32 - max(0, (addresses - 1).bit_length()))


def _need(
    role: str,
    parts: Sequence[tuple[str, int]],
    smallest: str,
    source: str,
    at: Path,
    *,
    least: str = "smallestSubnetPrefix",
) -> Need:
    """Add the parts up: contents, headroom in percent, reserved addresses; `smallest` and `least` name limits."""
    used = sum(count for _, count in parts)
    headroom, reserved = limits()["headroomPercent"].value, limits()["reservedAddressesPerSubnet"].value
    spare = -(-used * headroom // 100)
    total = used + spare + reserved
    length = prefix_length(total, limits()[smallest].value)
    listed = " + ".join(f"{count} {text}" for text, count in parts if count) or "0"
    text = (
        f"{listed} = {used}; + {spare} headroom ({headroom} %) + {reserved} that Azure reserves = {total}"
        f" -> /{length} ({2 ** (32 - length)} addresses)"
    )
    longest = prefix_length(used + reserved, limits()[least].value)
    return Need(role, used + reserved, length, longest, text, source, at)


def zone_needs(blueprint: Blueprint, zone: LandingZone, at: Path) -> tuple[Need, ...]:
    """The subnets of a landing zone, as its purpose folder sizes them; `at` is its blueprint path."""
    sizes = {role: subnet.size for role, subnet in purposes()[zone.purpose].subnets.items()}
    return tuple(
        _zone_need(role, size, _held_by(blueprint, zone, size), (*at, zone.workload_key, size.at) if size.at else at)
        for role, size in sizes.items()
    )


def _zone_need(role: str, size: Size, parts: list[tuple[str, int]], place: Path) -> Need:
    need = _need(role, parts, size.smallest, size.source, place, least=size.least)
    return replace(need, never=size.never, kept=size.kept)


def _held_by(blueprint: Blueprint, zone: LandingZone, size: Size) -> list[tuple[str, int]]:
    """What takes addresses in a subnet, each in words and with its number."""
    if size.holds == "endpoints":
        return _endpoint_addresses(blueprint, zone)
    return [part for holds in size.holds for part in _held(zone.workload, holds)]


def _held(workload: Node, holds: Holds) -> list[tuple[str, int]]:
    """What a key of a workload holds: a number, the length of a list, or a number of each of its elements."""
    if not holds.key:
        return [(holds.text, holds.always)]
    found: object = workload
    for step in holds.key.split("."):
        found = getattr(found, attribute(found, step), None)
    if isinstance(found, list) and holds.count:
        rows = [(getattr(one, "name", ""), getattr(one, attribute(one, holds.count))) for one in found]
        return [(holds.text.format(name=name), count) for name, count in rows]
    return [(holds.text, len(found) if isinstance(found, list) else int(str(found or 0)))]


def _endpoint_addresses(blueprint: Blueprint, zone: LandingZone) -> list[tuple[str, int]]:
    """The addresses that private endpoints of the zone's services take.

    Source: azure-docs private-link/private-endpoint-dns.md.
    """
    return [
        (
            f"for {service.title}, {one.group}",
            len(words_of(service, zone)) * private_links()[service.target_type(one), one.group].addresses,
        )
        for service in zone_services(blueprint, zone)
        for one in service.endpoints
    ]


def hub_needs(hub: Hub) -> tuple[Need, ...]:
    """The subnets of the hub, whose sizes Azure prescribes.

    Sources: azure-docs firewall/firewall-faq.yml, expressroute/expressroute-about-virtual-network-gateways.md,
    dns/dns-private-resolver-overview.md.
    """
    firewall = "Azure Firewall scales to 20 instances in it"
    gateway = f"room for VPN and ExpressRoute side by side, or {lines().of_the_wider_subnet} circuits"
    resolver, page = "smallest for an endpoint", limits()["resolverSubnetWidest"].source
    return (
        _reserved("firewall", "firewallSubnetPrefix", firewall, "azure-docs firewall/firewall-faq.yml"),
        _reserved(
            "gateway",
            "gatewaySubnetReserved",
            gateway,
            "azure-docs expressroute/expressroute-about-virtual-network-gateways.md (2025-11-10)",
            least="gatewaySubnetReserved" if _wider(hub) else "gatewaySubnetPrefix",
        ),
        *(
            replace(
                _reserved(role, "resolverSubnetPrefix", resolver, page),
                widest=limits()["resolverSubnetWidest"].value,
                never=OF_RESOLVERS,
                used=hub.resolver is not None,
            )
            for role in ("resolver-inbound", "resolver-outbound")
        ),
        *_bastion(hub),
    )


def _wider(hub: Hub) -> bool:
    """Whether Azure wants more than a /27 for the gateways: for both kinds side by side, or for very many circuits."""
    gateway = hub.gateway
    if gateway is None or gateway.express_route is None:
        return False
    return gateway.vpn is not None or len(gateway.express_route.circuits) >= lines().of_the_wider_subnet


def _bastion(hub: Hub) -> Iterator[Need]:
    """The subnets of the bastion and of the jump host.

    Source: azure-docs bastion/configuration-settings.md (2023-10-13), Azure Bastion subnet.
    """
    if hub.bastion is not None:
        at: Path = (*HUB_AT, "bastion")
        page = "azure-docs bastion/configuration-settings.md (2023-10-13)"
        why = "smallest that Azure Bastion accepts"
        yield replace(_reserved("bastion", "bastionSubnetPrefix", why, page), at=at, late=True)
        if hub.bastion.jump_host is not None:
            need = _need("jump-host", [("jump host", 1)], "jumpHostSubnetPrefix", PLAN_SOURCE, (*at, "jumpHost"))
            yield replace(need, late=True)


def _reserved(role: str, usual: str, why: str, source: str, *, least: str = "") -> Need:
    """A subnet of the hub; `usual` and `least` name limits: what is cut, and what Azure accepts at least."""
    length, longest = limits()[usual].value, limits()[least or usual].value
    return Need(role, 2 ** (32 - longest), length, longest, f"/{length}: {why}.", source, HUB_AT)
