"""By which way traffic goes from one place to another, as routes and peerings decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal, TypeAlias

from ringfence.export.matrix.ends import AZURE, End
from ringfence.plan.model.network import INTERNET as TO_INTERNET
from ringfence.plan.model.network import RouteTable, Subnet, VirtualNetwork
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Ref, plain

Hop: TypeAlias = Literal["firewall rule", "within the network", "peering", "gateway", "public address"]
_DIRECT = ("within the network", "peering")
EVERYTHING = IPv4Network("0.0.0.0/0")


@dataclass(frozen=True, slots=True)
class Ways:
    """The route tables and peerings of a plan, by id in small letters, and the gateway subnets that have a gateway."""

    tables: Mapping[str, RouteTable]
    peers: frozenset[tuple[str, str]]
    remote: frozenset[str]
    entrances: tuple[tuple[Subnet, VirtualNetwork], ...]

    @classmethod
    def of(cls, plan: Plan) -> Ways:
        """The ways of a plan."""
        tables = {t.resource.id.lower(): t for _, module in modules(plan) for t in module.route_tables}
        peerings = [peering for _, module in modules(plan) for peering in module.peerings]
        pairs = [(p.resource.id.lower().partition("/virtualnetworkpeerings/")[0], _id(p.remote)) for p in peerings]
        remote = {here for (here, _), one in zip(pairs, peerings, strict=True) if one.use_remote_gateways}
        entered = [p for p in plan.packages if any(m.vpn_gateways or m.expressroute_gateways for m in p.modules)]
        networks = [network for package in entered for module in package.modules for network in module.networks]
        gateways = tuple((s, network) for network in networks for s in network.subnets if s.role == "gateway")
        return cls(tables, frozenset(pairs), frozenset(remote), gateways)

    def hops(self, start: End, end: End) -> frozenset[Hop]:
        """Every way from one end to another; empty where no route of the plan leads there.

        What comes from around the networks enters at their gateways, or at public addresses.
        """
        if start.outside:
            return frozenset(["public address"] if end.subnet else [])
        if end.subnet:
            entered = [start.here] if start.subnet else self.entrances
            hops = frozenset(hop for subnet, network in entered for hop in self._inside(subnet, network, end))
            return hops if start.subnet else frozenset("gateway" if hop in _DIRECT else hop for hop in hops)
        return frozenset(self._around(*start.here, end)) if start.subnet else frozenset()

    def _inside(self, subnet: Subnet, network: VirtualNetwork, end: End) -> Iterator[Hop]:
        """The next hops to a subnet: the longest prefix decides, and a route of a table before one of Azure.

        A private endpoint has a route to its one address in its network and in peers, which a route of a table beats
        only with network policies for endpoints.
        Source: azure-docs virtual-network/virtual-networks-udr-overview.md, "How Azure selects a route";
        private-link/disable-private-endpoint-network-policy.md.
        """
        there, home = end.here
        target = plain(there.prefix)
        system = self._system(network, home)
        found: list[tuple[int, int, Hop]] = [(plain(home.prefix).prefixlen, 0, system)] if system else []
        for prefix, hop in self._routes(subnet):
            if target.subnet_of(prefix):
                found.append((prefix.prefixlen, 1, hop))
            elif prefix.subnet_of(target):
                yield hop
        best = max(found, default=None)
        if best:
            yield best[2]
        if system and there.endpoint_network_policies == "Disabled":
            yield system

    def _system(self, network: VirtualNetwork, home: VirtualNetwork) -> Hop | None:
        """How Azure's routes lead from one network to another; None where they do not."""
        if network.resource.id == home.resource.id:
            return "within the network"
        pair = (network.resource.id.lower(), home.resource.id.lower())
        return "peering" if pair in self.peers or pair[::-1] in self.peers else None

    def _around(self, subnet: Subnet, network: VirtualNetwork, end: End) -> Iterator[Hop]:
        """The next hops out of the networks: a default route of a table, learnt routes, Azure's way to the internet."""
        routes: Sequence[tuple[IPv4Network, Hop]] = tuple(self._routes(subnet))
        if end.outside:
            yield from (hop for _, hop in routes)
            if not any(prefix == EVERYTHING for prefix, _ in routes):
                yield "public address"
            return
        yield from (hop for _, hop in routes if hop == "firewall rule")
        if self._learns(subnet) and (network.resource.id.lower() in self.remote or self._holds_gateway(network)):
            yield "gateway"

    def _routes(self, subnet: Subnet) -> Iterator[tuple[IPv4Network, Hop]]:
        table = self._table(subnet)
        for route in table.routes if table else ():
            yield plain(route.prefix), "public address" if route.leads_to == TO_INTERNET else "firewall rule"

    def _table(self, subnet: Subnet) -> RouteTable | None:
        return self.tables.get(subnet.route_table.value.lower()) if subnet.route_table else None

    def _learns(self, subnet: Subnet) -> bool:
        """Whether routes of a gateway reach a subnet."""
        table = self._table(subnet)
        return table is None or table.propagates

    def _holds_gateway(self, network: VirtualNetwork) -> bool:
        return any(network.resource.id == home.resource.id for _, home in self.entrances)


def _id(remote: object) -> str:
    return str(remote.value if isinstance(remote, Ref) else getattr(remote, "value", remote)).lower()


def by_service_endpoint(start: End, end: End) -> tuple[str, ...]:
    """The services, as their tags begin, that a subnet reaches past every route table: `Storage` for Microsoft.Storage.

    Source: azure-docs virtual-network/virtual-network-service-endpoints-overview.md, "Limitations" and "Routes".
    """
    if end.name != AZURE or start.subnet is None:
        return ()
    return tuple(service.rpartition(".")[2] for service in start.subnet.service_endpoints)
