"""The ways in: gateways, the tunnels and lines that end in them, and how single users come in."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from ringfence.plan.model.values import Given, Ref, Resource, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificate:
    """A root certificate (`data` is its public part) or a revoked one (`data` is its thumbprint)."""

    name: str
    data: Given[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntraSignIn:
    """Who issues the tokens that the gateway accepts, and for which application."""

    tenant: Given[str]
    audience: Given[str]
    issuer: Given[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """Single users: the prefix their machines get addresses of, and how they prove who they are.

    `entra` is None when certificates do; then there is at least one root.
    """

    pool: Given[IPv4Network]
    entra: EntraSignIn | None
    roots: tuple[ClientCertificate, ...]
    revoked: tuple[ClientCertificate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A public address of the gateway and the name of the configuration that holds it."""

    name: str
    public_ip: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnGateway:
    """A VPN gateway with two instances that both carry traffic; a third front is for single users."""

    resource: Resource
    sku: str
    generation: str
    asn: int
    subnet: Ref
    fronts: tuple[Front, ...]
    clients: Clients | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressRouteGateway:
    """An ExpressRoute gateway; its public address is Microsoft's own."""

    resource: Resource
    sku: str
    subnet: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """The BGP speaker at the other end of a tunnel."""

    asn: Given[int]
    address: Given[IPv4Address]


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnSite:
    """The other end of a tunnel (Azure: local network gateway): it has prefixes, or a peer that tells them."""

    resource: Resource
    address: Given[IPv4Address]
    prefixes: tuple[Given[IPv4Network], ...]
    peer: Peer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cryptography:
    """What the two ends of a tunnel must agree on, in Azure's words; nothing else is negotiated."""

    ike_encryption: str
    ike_integrity: str
    dh_group: str
    encryption: str
    integrity: str
    pfs_group: str
    lifetime_seconds: int
    lifetime_kilobytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnConnection:
    """An IPsec tunnel from the gateway to a site."""

    resource: Resource
    gateway: Ref
    site: Ref
    key: Secret
    cryptography: Cryptography
    bgp: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CircuitConnection:
    """The connection of the ExpressRoute gateway to a circuit that exists; `key` when another subscription owns it."""

    resource: Resource
    gateway: Ref
    circuit: Given[str]
    key: Secret | None
