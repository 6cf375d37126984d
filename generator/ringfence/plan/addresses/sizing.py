"""How large a subnet must be: what lives in it, headroom, the five addresses Azure keeps, next power of two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ringfence.blueprint.language.lake import account_words
from ringfence.blueprint.language.model import Hub, LandingZone
from ringfence.blueprint.language.purposes import SUBNET_ROLES
from ringfence.catalog.tables import limits, private_links
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.services_in_use import zone_services

PLAN_SOURCE = "Azure networking plan-and-design guide, IP planning (2026-06-22)"


@dataclass(frozen=True, slots=True)
class Need:
    """What a subnet must hold: addresses, the prefix length that is cut for them, the sum in words and its source.

    `longest` is the longest prefix that an explicit subnet may have: without headroom, but never below Azure's minimum.
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


def zone_needs(zone: LandingZone, at: Path) -> tuple[Need, ...]:
    """The subnets of a landing zone; `at` is its blueprint path.

    Sources: azure-ai-docs machine-learning/how-to-secure-training-vnet.md (one address a node and an instance),
    azure-docs private-link/private-endpoint-dns.md (addresses an endpoint takes).
    """
    need: dict[str, Callable[[LandingZone, Path], Need]] = {
        "compute": _compute,
        "endpoints": _endpoints,
        "agents": _agents,
        "host": partial(_nodes, "host"),
        "container": partial(_nodes, "container"),
    }
    return tuple(need[role](zone, at) for role in SUBNET_ROLES[zone.purpose])


def _compute(zone: LandingZone, at: Path) -> Need:
    source = "azure-ai-docs machine-learning/how-to-secure-training-vnet.md"
    clusters = [(f"nodes of cluster {c.name}", c.max_nodes) for c in zone.clusters]
    instances = [("compute instances", len(zone.instances))]
    return _need("compute", [*clusters, *instances], "computeSubnetPrefix", source, (*at, "clusters"))


def _endpoints(zone: LandingZone, at: Path) -> Need:
    times = len(account_words(zone.lake)) if zone.lake else 1
    parts = [
        (f"for {service.title}, {spec.group}", times * private_links()[service.target_type(spec), spec.group].addresses)
        for service in zone_services(zone)
        for spec in service.endpoints
    ]
    return _need("endpoints", parts, "endpointSubnetPrefix", "azure-docs private-link/private-endpoint-dns.md", at)


def _agents(zone: LandingZone, at: Path) -> Need:
    return _need("agents", [("build agents", zone.agents)], "agentSubnetPrefix", PLAN_SOURCE, (*at, "agents"))


def _nodes(role: str, zone: LandingZone, at: Path) -> Need:
    """One address a node in each of the two subnets, which so have one size."""
    source = "Microsoft Learn databricks/security/network/classic/vnet-inject"
    nodes = zone.databricks.nodes if zone.databricks else 0
    smallest, place = "databricksSubnetPrefix", (*at, "databricks")
    return _need(role, [("Databricks nodes", nodes)], smallest, source, place, least=smallest)


def hub_needs(hub: Hub) -> tuple[Need, ...]:
    """The subnets of the hub, whose sizes Azure prescribes.

    Sources: azure-docs firewall/firewall-faq.yml, expressroute/expressroute-about-virtual-network-gateways.md,
    dns/dns-private-resolver-overview.md.
    """
    firewall = "Azure Firewall scales to 20 instances in it"
    gateway = "room for VPN and ExpressRoute side by side"
    both = hub.gateway is not None and hub.gateway.vpn is not None and hub.gateway.express_route is not None
    resolver, page = "smallest for an endpoint", "azure-docs dns/dns-private-resolver-overview.md"
    return (
        _reserved("firewall", "firewallSubnetPrefix", firewall, "azure-docs firewall/firewall-faq.yml"),
        _reserved(
            "gateway",
            "gatewaySubnetReserved",
            gateway,
            "azure-docs expressroute/expressroute-about-virtual-network-gateways.md (2025-11-10)",
            least="gatewaySubnetReserved" if both else "gatewaySubnetPrefix",
        ),
        _reserved("resolver-inbound", "resolverSubnetPrefix", resolver, page),
        _reserved("resolver-outbound", "resolverSubnetPrefix", resolver, page),
        *_bastion(hub),
    )


def _bastion(hub: Hub) -> Iterator[Need]:
    """The subnets of the bastion and of the jump host.

    Source: azure-docs bastion/configuration-settings.md (2023-10-13), Azure Bastion subnet.
    """
    if hub.bastion is not None:
        at: Path = ("hub", "bastion")
        page = "azure-docs bastion/configuration-settings.md (2023-10-13)"
        why = "smallest that Azure Bastion accepts"
        yield replace(_reserved("bastion", "bastionSubnetPrefix", why, page), at=at, late=True)
        if hub.bastion.jump_host is not None:
            need = _need("jump-host", [("jump host", 1)], "jumpHostSubnetPrefix", PLAN_SOURCE, (*at, "jumpHost"))
            yield replace(need, late=True)


def _reserved(role: str, usual: str, why: str, source: str, *, least: str = "") -> Need:
    """A subnet of the hub; `usual` and `least` name limits: what is cut, and what Azure accepts at least."""
    length, longest = limits()[usual].value, limits()[least or usual].value
    return Need(role, 2 ** (32 - longest), length, longest, f"/{length}: {why}.", source, ("hub",))
