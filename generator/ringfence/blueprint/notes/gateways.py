"""Stage 2, blueprint: notes on gateways: sign-in of VPN users in national clouds, a BGP number beside ExpressRoute."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import AZURE_ASN
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

CLIENT = (
    "azure-docs includes/vpn-gateway-entra-audience-values.md (2025-02-10): every cloud; until 2024-07-24"
    " vpn-gateway/point-to-site-entra-gateway.md had: the public cloud only"
)
"""Where Microsoft's own application of the VPN client is."""
_RESILIENCE = "azure-docs expressroute/design-architecture-for-resiliency.md (2024-07-16)"
_TUNNEL = "azure-docs bastion/bastion-faq.md (2025-12-10), forced tunneling"
_NUMBER = "MicrosoftDocs/azure-docs#85171, #97630, #113692 (not confirmed)"


def unproven_client(blueprint: Blueprint) -> bool:
    """Whether VPN users sign in to Microsoft's application in a cloud that older pages do not have it in."""
    gateway = blueprint.hub.gateway
    users = gateway.vpn.point_to_site if gateway and gateway.vpn else None
    own = users is not None and users.authentication == "entra" and users.audience is None
    return own and blueprint.institution.cloud != "AzureCloud"


def client_elsewhere(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE27: Microsoft's application for VPN users is known to be in the cloud."""
    if unproven_client(blueprint):
        cloud = blueprint.institution.cloud
        message = f"users sign in to Microsoft's own VPN client application, which only its newer page has in {cloud}"
        hint = "try the sign-in first, or register an application and write its id as 'audience'"
        yield document.finding("NTE27", (*HUB_AT, "gateway", "vpn", "pointToSite"), message, hint=hint, source=CLIENT)


def own_number(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE12: beside ExpressRoute the VPN gateway has Azure's own BGP number."""
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.express_route is None or gateway.vpn is None:
        return
    if gateway.vpn.asn != AZURE_ASN:
        message = f"beside ExpressRoute the VPN gateway has number {gateway.vpn.asn}, where {AZURE_ASN} may be wanted"
        hint = f"leave it out for {AZURE_ASN}, or accept it: whether another does harm is not confirmed"
        path: Path = (*HUB_AT, "gateway", "vpn", "asn")
        yield document.finding("NTE12", path, message, hint=hint, source=_NUMBER)


def one_line(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE10: networks on premises are reached by more than one circuit, or by VPN as well."""
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.express_route is None:
        return
    if len(gateway.express_route.circuits) == 1 and not (gateway.vpn and gateway.vpn.site_to_site):
        message = "networks on premises are reached by one circuit, with nothing beside it"
        hint = (
            "add a circuit of another peering location; one of ExpressRoute Metro ends in two, and this may be accepted"
        )
        path: Path = (*HUB_AT, "gateway", "expressRoute", "circuits")
        yield document.finding("NTE10", path, message, hint=hint, source=_RESILIENCE)


def bastion_beside_gateway(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE32: no gateway beside a bastion learns routes, of which a default route would end the bastion's service."""
    gateway = blueprint.hub.gateway
    if gateway is None or blueprint.hub.bastion is None:
        return
    sites = gateway.vpn.site_to_site if gateway.vpn else ()
    if gateway.express_route is not None or any(site.bgp is not None for site in sites):
        message = "the bastion stops working once a default route from on premises is advertised to the gateway"
        hint = "agree with on premises that 0.0.0.0/0 is not advertised, and accept this; or leave the bastion out"
        yield document.finding("NTE32", (*HUB_AT, "bastion"), message, hint=hint, source=_TUNNEL)
