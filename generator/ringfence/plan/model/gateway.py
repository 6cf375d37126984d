"""The ways in: gateways, the tunnels and lines that end in them, and how single users come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.ways_in import Bgp, Circuit, Ipsec, RevokedCertificate, RootCertificate, Site
from ringfence.plan.model.rows.bounds import column
from ringfence.plan.model.values import ID, Cell, Column, Given, Ref, Resource, Rows, Secret, Taken, length

CONNECTION = Column(name="connection", type="string", bounds=length(1, 80))
ROOT = (column(RootCertificate, "name"), column(RootCertificate, "data"))
REVOKED = (column(RevokedCertificate, "name"), column(RevokedCertificate, "thumbprint"))
_BGP = tuple(column(Bgp, field) for field in Bgp.model_fields)
_IPSEC = tuple(column(Ipsec, field) for field in Ipsec.model_fields)
SITE = (
    Column(name="name", type="string", text="Name of the local network gateway.", bounds=length(1, 80)),
    CONNECTION,
    column(Site, "address"),
    column(Site, "prefixes"),
    column(Site, "bgp", inside=_BGP, one="Routing peer of a place."),
    column(Site, "ipsec", inside=_IPSEC, one="Cryptography of a tunnel."),
)
"""What a place is told by that a tunnel goes to; the key of the tunnel is a parameter beside it."""
CIRCUIT = (CONNECTION, replace(column(Circuit, "id"), text="", bounds=length(*ID)))
"""What an ExpressRoute circuit is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificate:
    """A root certificate (`data` is its public part) or a revoked one (`data` is its thumbprint)."""

    name: str
    data: str


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

    @property
    def root_rows(self) -> Rows:
        """The roots as rows."""
        rows = tuple({"name": one.name, "data": one.data} for one in self.roots)
        text = "Roots that the certificates of VPN users are signed by."
        return Rows(
            owner="vpnUsers",
            field="roots",
            type="rootType[]",
            value=rows,
            text=text,
            columns=ROOT,
            one="Root certificate.",
        )

    @property
    def revoked_rows(self) -> Rows:
        """The revoked certificates as rows."""
        rows = tuple({"name": one.name, "thumbprint": one.data} for one in self.revoked)
        text = "Certificates of VPN users that are not accepted any more."
        return Rows(
            owner="vpnUsers",
            field="revoked",
            type="revokedType[]",
            value=rows,
            text=text,
            columns=REVOKED,
            one="Revoked certificate.",
        )


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

    asn: int
    address: IPv4Address


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

    @property
    def row(self) -> Mapping[str, Cell]:
        """The cryptography by the names of its columns."""
        return {column(Ipsec, field).name: getattr(self, field) for field in Ipsec.model_fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnSite:
    """The other end of a tunnel (Azure: local network gateway) and the IPsec connection to it, which is its `link`.

    It has prefixes, or a peer that tells them. `called` is its name in the blueprint.
    """

    called: str
    resource: Resource
    link: Resource
    address: IPv4Address
    prefixes: tuple[IPv4Network, ...]
    peer: Peer | None
    gateway: Ref
    key: Secret
    cryptography: Cryptography

    @property
    def settings(self) -> Taken:
        """What tells it from other sites, as the module takes it."""
        bgp: Mapping[str, Cell] = {"bgp": {"asn": self.peer.asn, "peer": self.peer.address}} if self.peer else {}
        row: Mapping[str, Cell] = {
            "name": self.resource.name,
            "connection": self.link.name,
            "address": self.address,
            **(bgp or {"prefixes": self.prefixes}),
            "ipsec": self.cryptography.row,
        }
        text = "A place that a tunnel goes to."
        value = Rows(owner="vpnSites", field=self.called, type="vpnSiteType", value=row, text=text, columns=SITE)
        return Taken(name="site", value=value)

    @property
    def shared_key(self) -> Taken:
        """The key of its tunnel."""
        return Taken(name=self.key.parameter, value=self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class CircuitConnection:
    """The connection of the ExpressRoute gateway to a circuit that exists; `key` when another subscription owns it.

    `called` is its name in the blueprint.
    """

    called: str
    resource: Resource
    gateway: Ref
    circuit: str
    key: Secret | None

    @property
    def row(self) -> Mapping[str, Cell]:
        """The circuit as a reviewer reads it."""
        return {"connection": self.resource.name, "id": self.circuit}

    @property
    def settings(self) -> Taken:
        """What tells it from other circuits that need a key, as the module takes it."""
        text = "An ExpressRoute circuit that the gateway is connected to."
        owner, field = "authorizedCircuits", self.called
        value = Rows(owner=owner, field=field, type="circuitType", value=self.row, text=text, columns=CIRCUIT)
        return Taken(name="circuit", value=value)

    @property
    def authorization_key(self) -> Taken | None:
        """The key by which the owner of the circuit lets the gateway in."""
        return Taken(name=self.key.parameter, value=self.key) if self.key else None
