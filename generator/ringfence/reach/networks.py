"""The networks of a plan as a packet meets them: subnets with groups and routes, peerings, gateways, firewalls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network

from ringfence.plan.model.dns.resolver import ForwardingRule
from ringfence.plan.model.firewall import Firewall, FirewallPolicy, RuleGroup
from ringfence.plan.model.network import Peering, RouteTable, SecurityGroup, Subnet, VirtualNetwork
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.values import plain
from ringfence.reach.spots import Surroundings

ON_PREMISES, USERS = "on premises", "VPN users"
"""What spaces of the plan are used for."""
_PEERINGS = "/virtualNetworkPeerings/"


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A subnet with what decides there; `fronts` are public addresses by which the internet gets in, by name."""

    package: Package
    network: VirtualNetwork
    subnet: Subnet
    group: SecurityGroup | None
    table: RouteTable | None
    endpoints: tuple[Endpoint, ...]
    fronts: tuple[str, ...]

    @property
    def prefix(self) -> IPv4Network:
        """Its addresses."""
        return plain(self.subnet.prefix)

    @property
    def name(self) -> str:
        """Landing zone and role: `fraud/compute`."""
        return f"{self.package.name}/{self.subnet.role}"


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """A firewall with its policy, its rule collection groups and its subnet."""

    package: Package
    firewall: Firewall
    policy: FirewallPolicy
    groups: tuple[RuleGroup, ...]
    seat: Seat


@dataclass(frozen=True, eq=False)
class Networks:
    """All of a plan that decides about traffic; `peered` are the networks at the other end, by the id of one end.

    `gateways` are the networks with a gateway, by id; `users` the pool of each VPN gateway by the id of its network.
    """

    plan: Plan
    seats: tuple[Seat, ...]
    filters: tuple[Filter, ...]
    networks: dict[str, VirtualNetwork]
    halves: dict[tuple[str, str], Peering]
    gateways: frozenset[str]
    users: dict[str, IPv4Network]
    premises: tuple[IPv4Network, ...]
    domains: tuple[ForwardingRule, ...]

    @classmethod
    def of(cls, plan: Plan) -> Networks:
        """Read from a plan."""
        seats = tuple(_seats(plan))
        return cls(
            plan=plan,
            seats=seats,
            filters=tuple(_filters(plan, seats)),
            networks={net.resource.id: net for _, module in modules(plan) for net in module.networks},
            halves={_ends(peering): peering for _, module in modules(plan) for peering in module.peerings},
            gateways=frozenset(_gateways(plan)),
            users=dict(_users(plan)),
            premises=tuple(space.prefix for space in plan.spaces if space.use == ON_PREMISES),
            domains=tuple(rule for _, module in modules(plan) for rule in module.forwarding_rules),
        )

    def seat(self, network: IPv4Network) -> Seat | None:
        """The subnet that holds a network; None where it lies in none."""
        return next((seat for seat in self.seats if network.subnet_of(seat.prefix)), None)

    def filter_at(self, address: IPv4Address) -> Filter | None:
        """The firewall with a private address; None where the plan has none there."""
        return next((each for each in self.filters if each.firewall.address == address), None)

    def peers(self, network: VirtualNetwork) -> tuple[VirtualNetwork, ...]:
        """The networks with both halves of a peering; one half alone carries nothing."""
        here = network.resource.id
        found = (end for start, end in self.halves if start == here and (end, start) in self.halves)
        return tuple(self.networks[end] for end in found if end in self.networks)

    def gate(self, network: VirtualNetwork) -> VirtualNetwork | None:
        """The network whose gateway a network has: itself, or a peer that lends it; None for none."""
        here = network.resource.id
        if here in self.gateways:
            return network
        for peer in self.peers(network):
            there = peer.resource.id
            lent = self.halves[here, there].use_remote_gateways and self.halves[there, here].allow_gateway_transit
            if lent and there in self.gateways:
                return peer
        return None

    def learnt(self, network: VirtualNetwork) -> tuple[IPv4Network, ...]:
        """The prefixes that a network learns from its gateway: those on premises, and the pool of VPN users."""
        gate = self.gate(network)
        if gate is None:
            return ()
        pool = self.users.get(gate.resource.id)
        return (*self.premises, *([pool] if pool else []))

    @cached_property
    def surroundings(self) -> dict[Seat, Surroundings]:
        """What service tags mean, by subnet."""
        return {seat: self._around(seat) for seat in self.seats}

    def _around(self, seat: Seat) -> Surroundings:
        """What service tags mean in a subnet.

        VirtualNetwork is the network, its peers, what its gateway leads to, and prefixes of user-defined routes.
        Source: azure-docs virtual-network/service-tags-overview.md, VirtualNetwork.
        """
        near = [plain(net.prefix) for net in (seat.network, *self.peers(seat.network))]
        near += self.learnt(seat.network)
        near += [plain(route.prefix) for route in (seat.table.routes if seat.table else ())]
        return Surroundings(tuple(near), self.own, self.premises)

    @cached_property
    def ours(self) -> tuple[IPv4Network, ...]:
        """The prefixes of the plan's networks."""
        return tuple(plain(net.prefix) for net in self.networks.values())

    @cached_property
    def own(self) -> tuple[IPv4Network, ...]:
        """Every network of the institution, on premises too."""
        return (*self.ours, *self.premises, *self.users.values())


def _seats(plan: Plan) -> Iterator[Seat]:
    groups = {group.resource.id: group for _, module in modules(plan) for group in module.security_groups}
    tables = {table.resource.id: table for _, module in modules(plan) for table in module.route_tables}
    endpoints: dict[str, list[Endpoint]] = {}
    for _, module in modules(plan):
        for endpoint in module.endpoints:
            endpoints.setdefault(endpoint.subnet.value, []).append(endpoint)
    fronts = {
        bastion.subnet.value: bastion.public_ip.value for _, module in modules(plan) for bastion in module.bastions
    }
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                yield Seat(
                    package,
                    network,
                    subnet,
                    groups.get(subnet.security_group.value) if subnet.security_group else None,
                    tables.get(subnet.route_table.value) if subnet.route_table else None,
                    tuple(endpoints.get(subnet.id, ())),
                    tuple(last(fronts[key]) for key in (subnet.id,) if key in fronts),
                )


def _filters(plan: Plan, seats: tuple[Seat, ...]) -> Iterator[Filter]:
    policies = {p.resource.id: (p, m.rule_groups) for _, m in modules(plan) for p in m.firewall_policies}
    for package, module in modules(plan):
        for firewall in module.firewalls:
            policy, groups = policies[firewall.policy.value]
            seat = next(each for each in seats if each.subnet.id == firewall.subnet.value)
            yield Filter(package, firewall, policy, groups, seat)


def _ends(peering: Peering) -> tuple[str, str]:
    remote = peering.remote.value
    return peering.resource.id.partition(_PEERINGS)[0], remote


def _gateways(plan: Plan) -> Iterator[str]:
    for _, module in modules(plan):
        subnets = [each.subnet for each in module.vpn_gateways] + [each.subnet for each in module.expressroute_gateways]
        yield from (subnet.value.partition("/subnets/")[0] for subnet in subnets)


def _users(plan: Plan) -> Iterator[tuple[str, IPv4Network]]:
    for _, module in modules(plan):
        for gateway in module.vpn_gateways:
            if gateway.clients:
                yield gateway.subnet.value.partition("/subnets/")[0], plain(gateway.clients.pool)


def last(resource_id: str) -> str:
    """The name at the end of a resource id."""
    return resource_id.rsplit("/", 1)[-1]
