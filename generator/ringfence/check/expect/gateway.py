"""Stage 5, expected bodies of VPN and ExpressRoute gateways, VPN sites and connections.

Source of every shape: Microsoft.Network types 2026-03-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, secret, text
from ringfence.check.paths import Body, Json
from ringfence.plan.context.package_context import ref
from ringfence.plan.model.gateway import (
    CircuitConnection,
    Clients,
    ExpressRouteGateway,
    VpnGateway,
    VpnSite,
)
from ringfence.plan.model.values import Ref


def vpn_gateway(planned: VpnGateway) -> Body:
    """A VPN gateway with an IP configuration for each public address."""
    properties: dict[str, Json] = {
        "sku": _sku(planned.sku),
        "vpnGatewayGeneration": planned.generation,
        "bgpSettings": {"asn": planned.asn},
        "ipConfigurations": [_front(front.name, planned.subnet, front.public_ip) for front in planned.fronts],
    }
    if planned.clients is not None:
        properties["vpnClientConfiguration"] = _clients(planned.clients)
    return {"properties": properties}


def _sku(name: str) -> Body:
    return {"name": name, "tier": name}


def _front(name: str, subnet: Ref, public_ip: Ref | None) -> Body:
    properties: dict[str, Json] = {"privateIPAllocationMethod": "Dynamic", "subnet": named(subnet)}
    if public_ip is not None:
        properties["publicIPAddress"] = named(public_ip)
    return {"name": name, "properties": properties}


def _clients(clients: Clients) -> Body:
    """VPN users over OpenVPN, who sign in with Entra ID or with a certificate, never with both."""
    body: dict[str, Json] = {
        "vpnClientAddressPool": {"addressPrefixes": [text(clients.pool)]},
        "vpnClientProtocols": ["OpenVPN"],
    }
    if clients.entra is not None:
        sign_in = clients.entra
        body |= {
            "vpnAuthenticationTypes": ["AAD"],
            "aadTenant": text(sign_in.tenant),
            "aadAudience": text(sign_in.audience),
            "aadIssuer": text(sign_in.issuer),
        }
        return body
    roots: list[Json] = [{"name": one.name, "properties": {"publicCertData": one.data}} for one in clients.roots]
    body |= {"vpnAuthenticationTypes": ["Certificate"], "vpnClientRootCertificates": roots}
    if clients.revoked:
        gone: list[Json] = [{"name": one.name, "properties": {"thumbprint": one.data}} for one in clients.revoked]
        body["vpnClientRevokedCertificates"] = gone
    return body


def expressroute_gateway(planned: ExpressRouteGateway) -> Body:
    """An ExpressRoute gateway; Azure keeps its public address, so the package declares none."""
    fronts = [_front("default", planned.subnet, None)]
    return {"properties": {"sku": _sku(planned.sku), "ipConfigurations": fronts}}


def vpn_site(planned: VpnSite) -> Body:
    """A local network gateway: a BGP peer, or the prefixes behind it."""
    properties: dict[str, Json] = {"gatewayIpAddress": text(planned.address)}
    if planned.peer is not None:
        properties["bgpSettings"] = {"asn": planned.peer.asn, "bgpPeeringAddress": text(planned.peer.address)}
    else:
        properties["localNetworkAddressSpace"] = {"addressPrefixes": [text(prefix) for prefix in planned.prefixes]}
    return {"properties": properties}


def vpn_connection(planned: VpnSite) -> Body:
    """A tunnel with its one IPsec policy; its key is a secure parameter."""
    chosen = planned.cryptography
    policy: Body = {
        "ikeEncryption": chosen.ike_encryption,
        "ikeIntegrity": chosen.ike_integrity,
        "dhGroup": chosen.dh_group,
        "ipsecEncryption": chosen.encryption,
        "ipsecIntegrity": chosen.integrity,
        "pfsGroup": chosen.pfs_group,
        "saLifeTimeSeconds": chosen.lifetime_seconds,
        "saDataSizeKilobytes": chosen.lifetime_kilobytes,
    }
    return {
        "properties": {
            "enableBgp": planned.peer is not None,
            "sharedKey": secret(planned.key),
            "virtualNetworkGateway1": _end(planned.gateway),
            "localNetworkGateway2": _end(ref(planned.resource)),
            "ipsecPolicies": [policy],
        }
    }


def _end(gateway: Ref) -> Body:
    """An end of a connection; the type wants the properties of a gateway there, of which only the id counts."""
    return {**named(gateway), "properties": {}}


def circuit_connection(planned: CircuitConnection) -> Body:
    """The connection to a circuit."""
    properties: dict[str, Json] = {"virtualNetworkGateway1": _end(planned.gateway), "peer": named(planned.circuit)}
    if planned.key is not None:
        properties["authorizationKey"] = secret(planned.key)
    return {"properties": properties}
