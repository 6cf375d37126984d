"""The effective route of a subnet to a place: the longest prefix; of equal ones the user-defined route.

Source: azure-docs virtual-network/virtual-networks-udr-overview.md, How Azure selects a route (longest prefix; then
user-defined, BGP, system; system routes to networks, peerings and service endpoints beat BGP) and System routes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv4Network
from typing import Literal

from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.values import plain
from ringfence.reach.networks import Networks, Seat
from ringfence.reach.spots import PRIVATE, Spot, below

Kind = Literal["network", "peering", "appliance", "internet", "gateway", "service endpoint", "private endpoint", "none"]
DEFAULT = IPv4Network("0.0.0.0/0")
STORAGE = "Microsoft.Storage"
_STORAGE_HOSTS = tuple(f".{part}.core.windows.net" for part in ("blob", "dfs", "file", "queue", "table", "web"))


class Origin(IntEnum):
    """Where a route comes from; of equal prefixes the lowest wins."""

    USER = 0
    LEARNT = 1
    SYSTEM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A route: what it leads to, by which prefix, and the network at its other end where there is one."""

    kind: Kind
    prefix: IPv4Network
    origin: Origin
    name: str
    hop: IPv4Address | None = None
    network: VirtualNetwork | None = None


def route(networks: Networks, seat: Seat, target: Spot) -> Way:
    """The route that a packet to a target takes from a subnet.

    What is not in a network of ours is at a public address, which the default route covers, except for storage by a
    service endpoint. A host on premises has an address in any network there, so the shortest of the learnt ones tells.
    """
    if target.network is None and not target.premises:
        return _public(networks, seat, target)
    wanted = target.network or networks.premises[0]
    ways = [way for way in _ways(networks, seat, wanted) if wanted.subnet_of(way.prefix)]
    fixed = [way for way in ways if way.origin is Origin.SYSTEM and way.kind in ("network", "peering")]
    if fixed:
        ways = [way for way in ways if way.origin is not Origin.LEARNT]
    return min(ways, key=lambda way: (-way.prefix.prefixlen, way.origin))


def _public(networks: Networks, seat: Seat, target: Spot) -> Way:
    if STORAGE in seat.subnet.service_endpoints and _stored(seat, target):
        return Way(kind="service endpoint", prefix=DEFAULT, origin=Origin.SYSTEM, name=STORAGE)
    ways = [way for way in _ways(networks, seat, None) if way.prefix == DEFAULT]
    return min(ways, key=lambda way: way.origin)


def _stored(seat: Seat, target: Spot) -> bool:
    """Whether a service endpoint takes traffic: to storage of the region, by tag or by the name of an account."""
    tags = ("Storage", f"Storage.{plain(seat.package.location)}")
    return target.tag.lower() in map(str.lower, tags) or target.host.endswith(_STORAGE_HOSTS)


def storage_elsewhere(seat: Seat, target: Spot) -> bool:
    """Whether a tag is storage of another region, for which a plan does not know if the service endpoint takes it."""
    inside = STORAGE in seat.subnet.service_endpoints
    return inside and below(target.tag, "Storage") and not _stored(seat, target)


def _ways(networks: Networks, seat: Seat, wanted: IPv4Network | None) -> Iterator[Way]:
    """Every route of a subnet; those of private endpoints for the network that is wanted."""
    for each in seat.table.routes if seat.table else ():
        prefix, hop = plain(each.prefix), plain(each.next_hop) if each.next_hop else None
        kind: Kind = "appliance" if hop else "internet"
        table = plain(seat.table.resource.name) if seat.table else ""
        yield Way(kind=kind, prefix=prefix, origin=Origin.USER, name=f"{each.name} of {table}", hop=hop)
    own = seat.network
    yield Way(kind="network", prefix=plain(own.prefix), origin=Origin.SYSTEM, name="the network", network=own)
    for peer in networks.peers(own):
        name = f"peering with {plain(peer.resource.name)}"
        yield Way(kind="peering", prefix=plain(peer.prefix), origin=Origin.SYSTEM, name=name, network=peer)
    if seat.table is None or seat.table.propagates:
        for prefix in networks.learnt(own):
            gate = networks.gate(own)
            yield Way(kind="gateway", prefix=prefix, origin=Origin.LEARNT, name="the gateway", network=gate)
    yield from _endpoints(networks, seat, wanted)
    for prefix in () if _defaulted(seat) else PRIVATE:
        yield Way(kind="none", prefix=prefix, origin=Origin.SYSTEM, name="Azure drops private ranges without a route")
    yield Way(kind="internet", prefix=DEFAULT, origin=Origin.SYSTEM, name="Azure's default route")


def _defaulted(seat: Seat) -> bool:
    """Whether a user-defined default route replaces the routes by which Azure drops private ranges.

    Source: azure-docs virtual-network/virtual-networks-udr-overview.md, Routing example, Route tables, Subnet2:
    Azure removed these routes from Subnet1, which has one.
    """
    return any(plain(each.prefix) == DEFAULT for each in (seat.table.routes if seat.table else ()))


def _endpoints(networks: Networks, seat: Seat, wanted: IPv4Network | None) -> Iterator[Way]:
    """The /32 route that a private endpoint adds to its network and the peers of that.

    A user-defined route at least as long as the prefix of the network replaces it, where the subnet has network
    policies. Sources: azure-docs private-link/inspect-traffic-with-azure-firewall.md and
    private-link/disable-private-endpoint-network-policy.md.
    """
    there = networks.seat(wanted) if wanted is not None else None
    if wanted is None or there is None or not there.endpoints:
        return
    if there.network is not seat.network and there.network not in networks.peers(seat.network):
        return
    least = plain(there.network.prefix).prefixlen
    routes = [plain(each.prefix) for each in (seat.table.routes if seat.table else ())]
    replaced = any(wanted.subnet_of(prefix) and prefix.prefixlen >= least for prefix in routes)
    if not (replaced and there.subnet.endpoint_network_policies == "Enabled"):
        name = "/32 route of the private endpoint"
        yield Way(kind="private endpoint", prefix=wanted, origin=Origin.SYSTEM, name=name, network=there.network)


def spelled(way: Way) -> str:
    """A route in words: prefix and where it leads."""
    where = {
        "network": "inside the network",
        "peering": "by the peering",
        "appliance": f"to {way.hop}",
        "internet": "to the internet",
        "gateway": "to the gateway",
        "service endpoint": "by the service endpoint",
        "private endpoint": "to the private endpoint",
        "none": "nowhere",
    }[way.kind]
    prefix = {"service endpoint": "addresses of storage", "private endpoint": "the endpoint's address"}.get(way.kind)
    return f"{prefix or way.prefix} leads {where}"
