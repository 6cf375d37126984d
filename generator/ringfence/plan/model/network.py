"""What the network of a package is made of, in the words of the people who review it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Literal, TypeAlias

from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Cell, Code, Column, Given, Reason, Ref, Resource, Rows, Taken, plain

INTERNET = "Internet"
"""The next hop that a route has by its type (azure-docs virtual-network/virtual-networks-udr-overview.md)."""
Place: TypeAlias = Given[IPv4Address] | Given[IPv4Network] | Given[str] | str
"""A prefix, an address or a service tag; '*' only in the two denies that end each security group."""
ROUTE = (
    Column(
        name="name",
        type="string",
        bounds=("minLength(1)", "maxLength(80)"),
    ),
    Column(name="to", type="string", bounds=("minLength(9)", "maxLength(18)")),
)
"""What a route is told by: its next hop is the firewall for all."""
PEERING = (
    Column(
        name="name",
        type="string",
        bounds=("minLength(1)", "maxLength(80)"),
    ),
    Column(
        name="allowForwardedTraffic",
        type="bool",
        text="Lets in what the other end forwards from elsewhere.",
    ),
    Column(name="allowGatewayTransit", type="bool", text="Offers the network's gateway to the other end."),
    Column(name="useRemoteGateways", type="bool", text="Uses the gateway of the other end, which must be there first."),
)
"""What the two halves of a peering differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityRule:
    """One rule of a network security group; `priority` is 100 to 4096, lower wins, unique per direction."""

    name: str
    use: Use
    priority: int
    direction: Literal["Inbound", "Outbound"]
    access: Literal["Allow", "Deny"]
    protocol: Literal["Tcp", "Udp", "*"]
    sources: tuple[Place, ...]
    destinations: tuple[Place, ...]
    ports: tuple[str, ...]
    description: str
    because: tuple[Reason, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The rule as a reviewer reads it; whether it lets in or out is said by the list that it stands in."""
        return {
            "name": self.name,
            "why": self.description,
            "priority": self.priority,
            "protocol": self.protocol,
            "from": self.sources,
            "to": self.destinations,
            "ports": self.ports,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroup:
    """A network security group; `subnet` is the role of the one subnet it guards."""

    resource: Resource
    subnet: str
    rules: tuple[SecurityRule, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """Its name and what it lets through; the denies stand in the module, so that no value can drop them."""
        allows = [rule for rule in self.rules if rule.access == "Allow"]
        row: dict[str, Cell] = {"name": self.resource.name}
        for word in ("Inbound", "Outbound"):
            row[word.lower()] = tuple(rule.row for rule in allows if rule.direction == word)
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One user-defined route: to a virtual appliance, or to the internet where there is no next hop."""

    name: str
    prefix: Given[IPv4Network] | IPv4Network
    next_hop: Given[IPv4Address] | None
    because: tuple[Reason, ...]

    @property
    def everything(self) -> bool:
        """True for the default route."""
        return plain(self.prefix).prefixlen == 0

    @property
    def leads_to(self) -> Given[IPv4Address] | str:
        """The address of its next hop, or `Internet`."""
        return self.next_hop or INTERNET


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """A route table. `propagates` lets routes learnt from a gateway in: the subnets of gateway and firewall cannot do
    without, everywhere else they could beat the way to the firewall.
    """

    resource: Resource
    routes: tuple[Route, ...]
    propagates: bool = False

    @property
    def fixed(self) -> tuple[Route, ...]:
        """The routes that stand in the module: the default one."""
        return tuple(route for route in self.routes if route.everything)

    @property
    def listed(self) -> tuple[Rows, ...]:
        """The routes to single networks, as rows; empty where there is the default route only."""
        rows = tuple({"name": route.name, "to": route.prefix} for route in self.routes if not route.everything)
        text, one = "Routes by way of the firewall, one for each landing zone.", "Route by way of the firewall."
        return (
            (Rows(owner="routes", field="", type="routeType[]", value=rows, text=text, columns=ROUTE, one=one),)
            if rows
            else ()
        )

    @property
    def hop(self) -> Given[IPv4Address]:
        """Where its routes to networks lead: the firewall, whichever they are."""
        return next(route.next_hop for route in self.routes if route.next_hop)

    @property
    def closed(self) -> bool:
        """True when learnt routes are kept out, which is how Azure asks for it."""
        return not self.propagates


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """One subnet. `needed` is the number of addresses its contents take, the five that Azure reserves included.

    `security_group` and `route_table` are None only where the platform forbids one or nothing runs yet; `because` then
    says so.
    """

    name: Given[str] | str
    role: str
    id: str
    prefix: Given[IPv4Network]
    needed: int
    security_group: Ref | None
    route_table: Ref | None
    endpoint_policy: Ref | None
    service_endpoints: tuple[str, ...]
    delegation: str
    endpoint_network_policies: Literal["Enabled", "Disabled"]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualNetwork:
    """A virtual network with every subnet inline; `dns` empty means Azure's own resolver.

    `ddos_plan` is the id of the plan that protects the public addresses in it, None where there is none.
    """

    resource: Resource
    prefix: Given[IPv4Network]
    dns: tuple[Given[IPv4Address], ...]
    subnets: tuple[Subnet, ...]
    ddos_plan: Given[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Peering:
    """One half of a peering, a child of a network declared elsewhere (`virtualNetwork` of the module's `existing`)."""

    resource: Resource
    half: Literal["fromHub", "toHub"]
    remote: Given[str] | Ref
    allow_forwarded_traffic: bool
    allow_gateway_transit: bool
    use_remote_gateways: bool

    @property
    def settings(self) -> Taken:
        """What tells this half from the other, as the module takes it."""
        row: Mapping[str, Cell] = {
            "name": plain(self.resource.name),
            "allowForwardedTraffic": self.allow_forwarded_traffic,
            "allowGatewayTransit": self.allow_gateway_transit,
            "useRemoteGateways": self.use_remote_gateways,
        }
        one = "Peering as one of its two networks has it."
        value = Rows(
            owner="peerings", field=self.half, type="peeringType", value=row, text="", columns=PEERING, one=one
        )
        return Taken(name="peering", value=value)

    @property
    def partner(self) -> Taken:
        """The network at its other end."""
        return Taken(name="remoteNetworkId", value=self.remote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A private DNS zone and its one link, to the hub network."""

    resource: Resource
    link: Resource
    network: Ref


@dataclass(frozen=True, slots=True)
class Zones:
    """All zones of a module, with their links to one network: a declaration for zones, one for links, and the names."""

    zones: tuple[Zone, ...]

    @property
    def head(self) -> Code:
        """The start of the declaration of the zones."""
        return self.zones[0].resource.head

    @property
    def link(self) -> Zone:
        """A zone whose link tells of all: they differ in their zone only."""
        return self.zones[0]

    @property
    def names(self) -> Rows:
        """The names of the zones."""
        names = tuple(zone.resource.name for zone in self.zones)
        text = "Names of the private DNS zones, without a dot at the end."
        return Rows(owner="dnsZones", field="", type="string[]", value=names, text=text)
