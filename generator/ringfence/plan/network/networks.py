"""Networks, subnets, route tables and peerings of the hub and of the landing zones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.compute import StorageAccount
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.purpose import Subnet as SubnetSpec
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.network import (
    Peering,
    Route,
    RouteTable,
    Subnet,
    VirtualNetwork,
)
from ringfence.plan.model.private_endpoint import AdmittedAccount, EndpointPolicy
from ringfence.plan.model.values import Given, Ref, Resource

MODULE = "network"
DEFAULT_ROUTE = IPv4Network("0.0.0.0/0")
AZURE_NAMES = {"firewall": "AzureFirewallSubnet", "gateway": "GatewaySubnet", "bastion": "AzureBastionSubnet"}
"""Subnet names that Azure prescribes (azure-docs firewall, expressroute, bastion)."""
RESOLVER = "Microsoft.Network/dnsResolvers"


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands around a subnet: its security group, its route table, its endpoint policy, its service endpoints."""

    security_group: Ref | None = None
    route_table: Ref | None = None
    endpoint_policy: Ref | None = None
    service_endpoints: tuple[str, ...] = ()
    delegation: str = ""
    text: str = ""


def prefixes(layout: Layout) -> dict[str, Given[IPv4Network]]:
    """The subnets' prefixes as fields of the parameter `network`."""
    return {role: Given(MODULE, camel(role, "prefix"), cut.prefix, "") for role, cut in layout.subnets.items()}


def network_name(package: PackageContext) -> Given[str]:
    """The name of the package's network."""
    return package.given("network", "name", "virtual-network")


def virtual_network(
    package: PackageContext, group: str, layout: Layout, guards: Mapping[str, Guard], dns: Sequence[Given[IPv4Address]]
) -> VirtualNetwork:
    """The network with every subnet inline: a subnet that is not in the array would be removed by Azure."""
    name = network_name(package)
    resource = package.resource("virtual-network", MODULE, "virtualNetwork", name, group, *layout.network.because)
    space = Given(MODULE, "addressSpace", layout.network.prefix, "")
    subnets = tuple(_subnet(package, resource, layout, role, guard) for role, guard in guards.items())
    return VirtualNetwork(resource=resource, prefix=space, dns=tuple(dns), subnets=subnets)


def subnet_name(role: str) -> str:
    """The name of a subnet: the one that Azure prescribes, or `snet-<role>`."""
    return AZURE_NAMES.get(role, f"snet-{role}")


def _subnet(package: PackageContext, network: Resource, layout: Layout, role: str, guard: Guard) -> Subnet:
    cut = layout.subnets[role]
    name = subnet_name(role)
    why = (*cut.because, *((package.context.because(guard.text, package.at),) if guard.text else ()))
    return Subnet(
        name=name,
        role=role,
        id=f"{network.id}/subnets/{name}",
        prefix=prefixes(layout)[role],
        needed=cut.needed,
        security_group=guard.security_group,
        route_table=guard.route_table,
        endpoint_policy=guard.endpoint_policy,
        service_endpoints=guard.service_endpoints,
        delegation=guard.delegation,
        endpoint_network_policies="Enabled",
        because=why,
    )


def subnet_ref(network: VirtualNetwork, role: str) -> Ref:
    """The id of one of a network's subnets."""
    subnet = next(s for s in network.subnets if s.role == role)
    owner = network.resource
    return Ref(module=owner.module, symbol=camel(role, "subnet"), value=subnet.id, subnet=subnet.name)


def default_route(package: PackageContext, group: str, firewall: Given[IPv4Address]) -> RouteTable:
    """The one route table of a landing zone: everything without a nearer way goes to the firewall.

    Source: Azure networking plan-and-design guide, outbound access (2026-06-17).
    """
    why = package.context.because(
        "The default route leads to the firewall; routes to private endpoints (/32) are more specific and go direct.",
        HUB_AT,
        source="Azure networking plan-and-design guide, outbound access (2026-06-17)",
    )
    name = package.given(MODULE, "routeTable", "route-table")
    resource = package.resource("route-table", MODULE, "routeTable", name, group, why)
    route = Route(name="default-to-firewall", prefix=DEFAULT_ROUTE, next_hop=firewall, because=(why,))
    return RouteTable(resource=resource, routes=(route,))


def planned_hop(firewall: IPv4Address) -> Given[IPv4Address]:
    """The firewall's address as the connectivity package's own parameter."""
    return Given("firewall", "privateAddress", firewall, "Private address that the firewall will have.")


def endpoint_policy(
    package: PackageContext, group: str, account: Ref, at: Path, further: Sequence[StorageAccount] = ()
) -> EndpointPolicy:
    """The storage accounts that the compute subnet may reach by service endpoint: the workspace's, and Azure ML's own.

    `at` is the workload block, and `further` are accounts that it lists.

    Source: azure-ai-docs machine-learning/how-to-prevent-data-loss-exfiltration.md.
    """
    why = package.context.because(
        "Service endpoint traffic passes the firewall by; this policy is the control on it.",
        (*at, "exfiltrationPrevention"),
        source="azure-ai-docs machine-learning/how-to-prevent-data-loss-exfiltration.md",
    )
    name = package.given(MODULE, "endpointPolicy", "service-endpoint-policy")
    resource = package.resource("service-endpoint-policy", MODULE, "endpointPolicy", name, group, why)
    return EndpointPolicy(
        resource=resource,
        accounts=(account,),
        aliases=("/services/Azure/MachineLearning",),
        further=tuple(
            AdmittedAccount(
                name=one.name,
                id=one.id,
                owner=one.owner,
                review_by=one.review_by.isoformat(),
                because=package.context.because(one.reason, (*at, "storageAccounts", index), source=BLUEPRINT),
            )
            for index, one in enumerate(further)
        ),
    )


def zone_guards(
    groups: Mapping[str, Ref], table: Ref, policies: Mapping[str, Ref], subnets: Mapping[str, SubnetSpec]
) -> dict[str, Guard]:
    """What stands around the subnets of a landing zone: the same everywhere, and endpoint policies where one is."""
    return {
        role: Guard(
            security_group=group,
            route_table=table,
            delegation=subnets[role].delegation,
            endpoint_policy=policies.get(role),
            service_endpoints=("Microsoft.Storage",) if role in policies else (),
        )
        for role, group in groups.items()
    }


def hub_guards(
    resolver: Ref,
    gateway_routes: Ref | None,
    firewall_routes: Ref | None,
    bastion: Mapping[str, Guard],
    *,
    resolves: bool,
) -> dict[str, Guard]:
    """What stands around the subnets of the hub, where Azure forbids most of it; `bastion` has those of the bastion.

    Sources: azure-docs firewall/firewall-faq.yml, expressroute/expressroute-about-virtual-network-gateways.md.
    """
    text = (
        "Belongs to the DNS resolver; its queries go to Azure and to networks on premises, so no route table."
        if resolves
        else "Reserved for the DNS resolver; closed until one is deployed. Nothing runs here, so no route table."
    )
    resolvers = Guard(security_group=resolver, delegation=RESOLVER, text=text)
    return {
        "firewall": Guard(
            route_table=firewall_routes,
            text="Azure forbids a security group here and guards the subnet itself; its default route stays its own."
            if firewall_routes
            else "Azure forbids a security group here and guards the subnet itself; no gateway, so no route is learnt.",
        ),
        "gateway": Guard(
            route_table=gateway_routes,
            text="Incoming traffic is sent to the firewall; Azure forbids a security group here."
            if gateway_routes
            else "Reserved for VPN and ExpressRoute gateways; Azure forbids a security group here.",
        ),
        "resolver-inbound": resolvers,
        "resolver-outbound": resolvers,
        **bastion,
    }


def peerings(package: PackageContext, network: VirtualNetwork, hub: HubFacts) -> tuple[Peering, Peering]:
    """Both halves, the hub's first. With a gateway in the hub, its half offers it and the other half uses it.

    So networks on premises learn the landing zone, and VPN users get a route to it.

    Source: Azure networking plan-and-design guide, hub-and-spoke (2026-06-17).
    """
    source = "Azure networking plan-and-design guide, hub-and-spoke (2026-06-17)"
    out = package.context.because("The hub reaches the landing zone.", package.at, source=source)
    back = package.context.because(
        "The landing zone reaches the hub; traffic that the firewall forwards from elsewhere is let in.",
        package.at,
        source=source,
    )
    hub_name, own_name = f"peer-hub-to-{package.name}", f"peer-{package.name}-to-hub"
    hub_half = Peering(
        resource=package.resource(
            "peering", "peering-hub", "virtualNetworkPeering", hub_name, hub.network_id.value, out, location=""
        ),
        half="fromHub",
        remote=ref(network.resource),
        allow_forwarded_traffic=False,
        allow_gateway_transit=hub.gateway,
        use_remote_gateways=False,
    )
    own_half = Peering(
        resource=package.resource(
            "peering", "peering-spoke", "virtualNetworkPeering", own_name, network.resource.id, back, location=""
        ),
        half="toHub",
        remote=hub.network_id,
        allow_forwarded_traffic=True,
        allow_gateway_transit=False,
        use_remote_gateways=hub.gateway,
    )
    return hub_half, own_half
