"""The gateways of the hub: VPN for users and sites, ExpressRoute for lines, and the routes of the subnet they share."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import ExpressRoute, PointToSite, Vpn
from ringfence.blueprint.notes.gateways import CLIENT, unproven_client
from ringfence.catalog.part import Cloud
from ringfence.catalog.read import kinds
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.hub.far_ends import circuit_connections, site_modules
from ringfence.plan.model import gateway as model
from ringfence.plan.model.firewall import PublicIp
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import Route, RouteTable, VirtualNetwork
from ringfence.plan.model.values import SERVICES, Given, Ref, Resource, length
from ringfence.plan.network import networks
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.locks import lock

VPN, EXPRESSROUTE = "vpn-gateway", "expressroute-gateway"
ZONES = ("1", "2", "3")
MICROSOFT_CLIENT = "c632b3df-fb67-4d84-bdcf-b95ad541b5c8"
"""Azure VPN Client as Microsoft registered it (azure-docs vpn-gateway/point-to-site-entra-gateway.md)."""
LOGIN: Mapping[Cloud, str] = {
    "AzureCloud": "login.microsoftonline.com",
    "AzureUSGovernment": "login.microsoftonline.us",
    "AzureChinaCloud": "login.chinacloudapi.cn",
}
"""Where Entra ID signs VPN users in, by cloud (azure-docs vpn-gateway/point-to-site-entra-gateway.md (2025-02-13))."""
CERTIFICATES = "azure-docs vpn-gateway/point-to-site-certificate-gateway.md"
ACTIVE = "azure-docs vpn-gateway/about-active-active-gateways.md"
COEXIST = "azure-docs expressroute/expressroute-about-virtual-network-gateways.md (2025-11-10)"
ROUTES = f"{COEXIST}; azure-docs includes/vpn-gateway-gwudr-warning.md (2023-09-26)"
OWN_WAY = "azure-docs firewall/firewall-faq.yml (2025-07-01), forced tunneling"
AT: Path = (*HUB_AT, "gateway")


def route_table(
    package: PackageContext, group: str, zone_networks: Mapping[str, IPv4Network], firewall: IPv4Address
) -> RouteTable | None:
    """The routes of GatewaySubnet: each landing zone by way of the firewall, no default, learnt routes let in.

    None without a gateway.
    """
    if package.context.blueprint.hub.gateway is None:
        return None
    why = package.context.because(
        "Incoming traffic passes the firewall; a default route here, or none that are learnt, would stop the gateway.",
        AT,
        source=ROUTES,
    )
    name = package.given(networks.MODULE, "gatewayRouteTable", "gateway-route-table", "gateway")
    resource = package.resource("gateway-route-table", networks.MODULE, "gatewayRouteTable", name, group, why)
    hop = networks.planned_hop(firewall)
    routes = tuple(to_zone(package, zone, zone_networks[zone], hop) for zone in zone_networks)
    return RouteTable(resource=resource, routes=routes, propagates=True)


def firewall_table(package: PackageContext, group: str) -> RouteTable | None:
    """The one route of AzureFirewallSubnet: its own way to the internet, which a learnt default route would take.

    Learnt routes to networks stay, by which the firewall answers. None without a gateway: then nothing is learnt.
    """
    if package.context.blueprint.hub.gateway is None:
        return None
    why = package.context.because(
        "The firewall's own way out stays, whatever default route on premises advertises; only here may one lead to"
        " the internet.",
        AT,
        source=OWN_WAY,
    )
    name = package.given(networks.MODULE, "firewallRouteTable", "firewall-route-table", "firewall")
    resource = package.resource("firewall-route-table", networks.MODULE, "firewallRouteTable", name, group, why)
    route = Route(name="default-to-internet", prefix=networks.DEFAULT_ROUTE, next_hop=None, because=(why,))
    return RouteTable(resource=resource, routes=(route,), propagates=True)


def to_zone(package: PackageContext, zone: str, prefix: IPv4Network, hop: Given[IPv4Address]) -> Route:
    """The route that sends a landing zone's network to the firewall."""
    index = next(i for i, one in enumerate(package.context.blueprint.landing_zones) if one.name == zone)
    why = package.context.because(
        f"As long as the network of {zone}, so it also replaces the /32 routes of private endpoints there.",
        ("landingZones", index),
        source="azure-docs private-link/inspect-traffic-with-azure-firewall.md (2025-03-25)",
    )
    space = Given("landingZones", f"{zone}.network", prefix, f"Network of landing zone {zone}.")
    return Route(name=f"{zone}-to-firewall", prefix=space, next_hop=hop, because=(why,))


def gateway_modules(package: PackageContext, group: str, hub: VirtualNetwork, sink: Sink) -> tuple[Module, ...]:
    """A module for each gateway that the blueprint asks for; after the firewall, which inspects what they let in."""
    gateway = package.context.blueprint.hub.gateway
    subnet = networks.subnet_ref(hub, "gateway")
    found: list[Module] = []
    if gateway and gateway.express_route:
        found += _expressroute(package, group, gateway.express_route, subnet, sink)
    if gateway and gateway.vpn:
        found += _vpn(package, group, gateway.vpn, subnet, sink)
    return tuple(found)


def _vpn(package: PackageContext, group: str, spec: Vpn, subnet: Ref, sink: Sink) -> tuple[Module, ...]:
    """The gateway, then a module for each site."""
    at: Path = (*AT, "vpn")
    whys = [package.context.because("Users and sites come in by tunnels over the internet.", at, source=ACTIVE)]
    if unproven_client(package.context.blueprint):
        text = "Users sign in to Microsoft's own VPN client application, which only its newer page has in this cloud."
        whys.append(package.context.because(text, (*at, "pointToSite"), source=CLIENT, check="HND07"))
    name = package.given(SERVICES, "vpnGateway.name", VPN)
    addresses = _addresses(package, group, spec)
    gateway = model.VpnGateway(
        resource=package.resource(VPN, VPN, "vpnGateway", name, group, *whys),
        sku=spec.sku,
        generation="Generation1" if spec.sku == "VpnGw1AZ" else "Generation2",
        asn=spec.asn,
        subnet=subnet,
        fronts=tuple(model.Front(name=word, public_ip=ref(ip.resource)) for word, ip in addresses.items()),
        clients=_clients(package, spec.point_to_site) if spec.point_to_site else None,
    )
    guarded: list[Resource] = [*(ip.resource for ip in addresses.values()), gateway.resource]
    return (
        Module(
            name=VPN,
            title="VPN gateway",
            scope=group,
            after=("firewall",),
            public_ips=tuple(addresses.values()),
            vpn_gateways=(gateway,),
            diagnostics=diagnostics(package, guarded, sink),
            locks=(lock(package, gateway.resource, kinds()[VPN].lock),),
        ),
        *site_modules(package, group, spec.site_to_site, ref(gateway.resource)),
    )


def _addresses(package: PackageContext, group: str, spec: Vpn) -> dict[str, PublicIp]:
    """The public addresses by the name of their configuration: one an instance, and one for single users."""
    words = ["first", "second"] + (["users"] if spec.point_to_site else [])
    texts = {
        "first": ("One public address an instance of the gateway.", ACTIVE),
        "second": ("One public address an instance of the gateway.", ACTIVE),
        "users": ("An active-active gateway needs a third address for single users.", CERTIFICATES),
    }
    found = {}
    for word in words:
        text, source = texts[word]
        name = package.given(
            SERVICES, f"vpnGateway.{word}Address", "public-ip", "vpn", word, text="Name of a public IP address."
        )
        why = package.context.because(text, (*AT, "vpn"), source=source)
        resource = package.resource("public-ip", VPN, camel(word, "address"), name, group, why)
        found[word] = PublicIp(resource=resource, zones=ZONES)
    return found


def _clients(package: PackageContext, spec: PointToSite) -> model.Clients:
    pool = Given("vpnUsers", "pool", spec.address_pool, "Addresses of VPN users' machines.")
    roots = [model.ClientCertificate(name=one.name, data=one.data) for one in spec.root_certificates]
    revoked = [model.ClientCertificate(name=one.name, data=one.thumbprint) for one in spec.revoked_certificates]
    entra = _entra(package, spec) if spec.authentication == "entra" else None
    return model.Clients(pool=pool, entra=entra, roots=tuple(roots), revoked=tuple(revoked))


def _entra(package: PackageContext, spec: PointToSite) -> model.EntraSignIn:
    """Tenant, audience and issuer as the gateway wants them; the issuer ends in a slash."""
    of = package.context.blueprint.institution
    tenant, client = of.tenant.lower(), spec.audience or MICROSOFT_CLIENT
    login, issuer = f"https://{LOGIN[of.cloud]}/{tenant}/", f"https://sts.windows.net/{tenant}/"
    return model.EntraSignIn(
        tenant=Given("vpnUsers", "tenant", login, "Where users sign in.", bounds=length(len(login), len(login))),
        audience=Given("vpnUsers", "audience", client.lower(), "Application of the VPN client."),
        issuer=Given(
            "vpnUsers", "issuer", issuer, "Who issues the users' tokens.", bounds=length(len(issuer), len(issuer))
        ),
    )


def _expressroute(
    package: PackageContext, group: str, spec: ExpressRoute, subnet: Ref, sink: Sink
) -> tuple[Module, ...]:
    """The gateway with its circuits, then a module for each circuit that needs a key."""
    at: Path = (*AT, "expressRoute")
    why = package.context.because(
        "Networks on premises come in by private lines. Its public address is Microsoft's, not ours.",
        at,
        source=COEXIST,
        check="HND07",
    )
    name = package.given(SERVICES, "expressRouteGateway.name", EXPRESSROUTE)
    gateway = model.ExpressRouteGateway(
        resource=package.resource(EXPRESSROUTE, EXPRESSROUTE, "expressRouteGateway", name, group, why),
        sku=spec.sku,
        subnet=subnet,
    )
    free, authorized = circuit_connections(package, group, spec.circuits, ref(gateway.resource))
    return (
        Module(
            name=EXPRESSROUTE,
            title="ExpressRoute gateway",
            scope=group,
            after=("firewall",),
            expressroute_gateways=(gateway,),
            circuit_connections=free,
            diagnostics=diagnostics(package, [gateway.resource], sink),
            locks=(lock(package, gateway.resource, kinds()[EXPRESSROUTE].lock),),
        ),
        *authorized,
    )
