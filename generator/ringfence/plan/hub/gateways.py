"""The gateways of the hub: VPN for users and sites, ExpressRoute for lines, and the routes of the subnet they share."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import Circuit, ExpressRoute, Ipsec, KeyVaultSecret, PointToSite, Site, Vpn
from ringfence.catalog.part import Cloud
from ringfence.catalog.read import kinds
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model import gateway as model
from ringfence.plan.model.firewall import PublicIp
from ringfence.plan.model.identifiers import camel, identifier
from ringfence.plan.model.network import Route, RouteTable, VirtualNetwork
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import Given, Ref, Resource, Secret
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
    found = []
    if gateway and gateway.express_route:
        found.append(_expressroute(package, group, gateway.express_route, subnet, sink))
    if gateway and gateway.vpn:
        found.append(_vpn(package, group, gateway.vpn, subnet, sink))
    return tuple(found)


def _vpn(package: PackageContext, group: str, spec: Vpn, subnet: Ref, sink: Sink) -> Module:
    at: Path = (*AT, "vpn")
    why = package.context.because("Users and sites come in by tunnels over the internet.", at, source=ACTIVE)
    name = package.given("gateways", "vpn", VPN)
    addresses = _addresses(package, group, spec)
    gateway = model.VpnGateway(
        resource=package.resource(VPN, VPN, "vpnGateway", name, group, why),
        sku=spec.sku,
        generation="Generation1" if spec.sku == "VpnGw1AZ" else "Generation2",
        asn=spec.asn,
        subnet=subnet,
        fronts=tuple(model.Front(name=word, public_ip=ref(ip.resource)) for word, ip in addresses.items()),
        clients=_clients(package, spec.point_to_site) if spec.point_to_site else None,
    )
    sites = [_site(package, group, index, site) for index, site in enumerate(spec.site_to_site)]
    tunnels = [
        _tunnel(package, group, ref(gateway.resource), pair, index)
        for index, pair in enumerate(zip(spec.site_to_site, sites, strict=True))
    ]
    guarded: list[Resource] = [*(ip.resource for ip in addresses.values()), gateway.resource]
    return Module(
        name=VPN,
        title="VPN gateway",
        scope=group,
        after=("firewall",),
        public_ips=tuple(addresses.values()),
        vpn_gateways=(gateway,),
        vpn_sites=tuple(sorted(sites, key=lambda site: site.resource.symbol)),
        vpn_connections=tuple(sorted(tunnels, key=lambda tunnel: tunnel.resource.symbol)),
        diagnostics=diagnostics(package, guarded, sink),
        locks=(lock(package, gateway.resource, kinds()[VPN].lock),),
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
        name = package.given("gateways", camel("vpn", word), "public-ip", "vpn", word)
        why = package.context.because(text, (*AT, "vpn"), source=source)
        resource = package.resource("public-ip", VPN, camel(word, "address"), name, group, why)
        found[word] = PublicIp(resource=resource, zones=ZONES)
    return found


def _clients(package: PackageContext, spec: PointToSite) -> model.Clients:
    pool = Given("vpnUsers", "pool", spec.address_pool, "Addresses of VPN users' machines.")
    roots = [_certificate("root", one.name, one.data) for one in spec.root_certificates]
    revoked = [_certificate("revoked", one.name, one.thumbprint) for one in spec.revoked_certificates]
    entra = _entra(package, spec) if spec.authentication == "entra" else None
    return model.Clients(pool=pool, entra=entra, roots=tuple(roots), revoked=tuple(revoked))


def _certificate(kind: str, name: str, data: str) -> model.ClientCertificate:
    text = "Public certificate of a root." if kind == "root" else "Thumbprint of a revoked certificate."
    return model.ClientCertificate(name=name, data=Given("vpnUsers", f"{kind}_{identifier(name)}", data, text))


def _entra(package: PackageContext, spec: PointToSite) -> model.EntraSignIn:
    """Tenant, audience and issuer as the gateway wants them; the issuer ends in a slash."""
    of = package.context.blueprint.institution
    tenant, client = of.tenant.lower(), spec.audience or MICROSOFT_CLIENT
    return model.EntraSignIn(
        tenant=Given("vpnUsers", "tenant", f"https://{LOGIN[of.cloud]}/{tenant}/", "Where users sign in."),
        audience=Given("vpnUsers", "audience", client.lower(), "Application of the VPN client."),
        issuer=Given("vpnUsers", "issuer", f"https://sts.windows.net/{tenant}/", "Who issues the users' tokens."),
    )


def _site(package: PackageContext, group: str, index: int, spec: Site) -> model.VpnSite:
    word = identifier(spec.name)
    at: Path = (*AT, "vpn", "siteToSite", index)
    told = "The gateway adds a route to the site's BGP peer by itself; the peer tells the rest."
    why = package.context.because(
        f"Site {spec.name}. {told}" if spec.bgp else f"Site {spec.name} and the networks behind it.",
        at,
        source="azure-docs vpn-gateway/vpn-gateway-vpn-faq.md, BGP" if spec.bgp else BLUEPRINT,
        confirmed=spec.bgp is None,
    )
    name = package.given("vpnSites", f"{word}_name", "vpn-site", spec.name)
    peer = None
    if spec.bgp:
        asn = Given("vpnSites", f"{word}_asn", spec.bgp.asn, "Autonomous system of the site.")
        peer = model.Peer(asn=asn, address=Given("vpnSites", f"{word}_peer", spec.bgp.peer, "BGP address of the site."))
    return model.VpnSite(
        resource=package.resource("vpn-site", VPN, f"site_{word}", name, group, why),
        address=Given("vpnSites", f"{word}_address", spec.address, "Public address of the site's VPN device."),
        prefixes=tuple(
            Given("vpnSites", f"{word}_prefix{position}", prefix, "Network behind the site.")
            for position, prefix in enumerate(spec.prefixes or ())
        ),
        peer=peer,
    )


def _tunnel(
    package: PackageContext, group: str, gateway: Ref, pair: tuple[Site, model.VpnSite], index: int
) -> model.VpnConnection:
    spec, site = pair
    word = identifier(spec.name)
    at: Path = (*AT, "vpn", "siteToSite", index)
    why = package.context.because(
        f"Tunnel to site {spec.name}; its cryptography is given, so that neither end falls back to something weaker.",
        at,
        source="azure-docs vpn-gateway/vpn-gateway-about-compliance-crypto.md (2024-01-26)",
    )
    name = package.given("gateways", f"tunnel_{word}", "vpn-connection", spec.name)
    return model.VpnConnection(
        resource=package.resource("vpn-connection", VPN, f"tunnel_{word}", name, group, why),
        gateway=gateway,
        site=ref(site.resource),
        key=_secret(f"sharedKey_{word}", spec.shared_key, f"Pre-shared key of the tunnel to {spec.name}."),
        cryptography=_cryptography(spec.ipsec),
        bgp=spec.bgp is not None,
    )


def _cryptography(spec: Ipsec) -> model.Cryptography:
    return model.Cryptography(**spec.model_dump())


def _secret(owner: str, spec: KeyVaultSecret, text: str) -> Secret:
    return Secret(owner=owner, vault=spec.key_vault_id, name=spec.secret_name, text=text)


def _expressroute(package: PackageContext, group: str, spec: ExpressRoute, subnet: Ref, sink: Sink) -> Module:
    at: Path = (*AT, "expressRoute")
    why = package.context.because(
        "Networks on premises come in by private lines. Its public address is Microsoft's, not ours.",
        at,
        source=COEXIST,
        confirmed=False,
    )
    name = package.given("gateways", "expressRoute", EXPRESSROUTE)
    gateway = model.ExpressRouteGateway(
        resource=package.resource(EXPRESSROUTE, EXPRESSROUTE, "expressRouteGateway", name, group, why),
        sku=spec.sku,
        subnet=subnet,
    )
    lines = [_line(package, group, ref(gateway.resource), index, one) for index, one in enumerate(spec.circuits)]
    return Module(
        name=EXPRESSROUTE,
        title="ExpressRoute gateway",
        scope=group,
        after=("firewall",),
        expressroute_gateways=(gateway,),
        circuit_connections=tuple(sorted(lines, key=lambda line: line.resource.symbol)),
        diagnostics=diagnostics(package, [gateway.resource], sink),
        locks=(lock(package, gateway.resource, kinds()[EXPRESSROUTE].lock),),
    )


def _line(package: PackageContext, group: str, gateway: Ref, index: int, spec: Circuit) -> model.CircuitConnection:
    word = identifier(spec.name)
    at: Path = (*AT, "expressRoute", "circuits", index)
    why = package.context.because(f"Line {spec.name}; the circuit exists already.", at, source=BLUEPRINT)
    name = package.given("gateways", f"line_{word}", "circuit-connection", spec.name)
    key = spec.authorization_key
    return model.CircuitConnection(
        resource=package.resource("circuit-connection", EXPRESSROUTE, f"line_{word}", name, group, why),
        gateway=gateway,
        circuit=Given("expressRoute", f"circuit_{word}", spec.id, f"Id of circuit {spec.name}."),
        key=_secret(f"authorizationKey_{word}", key, f"Authorization key of circuit {spec.name}.") if key else None,
    )
