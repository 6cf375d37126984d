"""The input language of the ways in: VPN and ExpressRoute gateways, and the domains of the institution's own DNS."""

from ipaddress import IPv4Address, IPv4Network
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Guid, Name, Node

IN_GROUP = r"^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[A-Za-z0-9._()-]+"
"""The pattern of ids of anything in a resource group, up to the group."""
VaultId = Annotated[str, Field(pattern=rf"{IN_GROUP}/providers/Microsoft\.KeyVault/vaults/[A-Za-z0-9-]{{3,24}}$")]
CircuitId = Annotated[
    str, Field(pattern=rf"{IN_GROUP}/providers/Microsoft\.Network/expressRouteCircuits/[A-Za-z0-9._-]+$")
]
Asn = Annotated[int, Field(ge=1, le=4294967294)]
Certificate = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", min_length=200, max_length=8000)]
Thumbprint = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{40}$")]
Domain = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
AZURE_ASN = 65515
"""The BGP number that Azure gives its gateways when nothing else is said."""
ENTRA_SIGN_IN = "azure-docs vpn-gateway/point-to-site-entra-gateway.md (2024-07-24)"
"""What rules and risks of the sign-in of VPN users rest on."""


class KeyVaultSecret(Node):
    """A secret by where it is kept; Azure reads it when it deploys, and nothing of ours ever holds it."""

    key_vault_id: VaultId = Field(alias="keyVaultId", description="Id of the key vault.")
    secret_name: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,127}$")] = Field(
        alias="secretName", description="Name of the secret in it."
    )


class RootCertificate(Node):
    """A root that the certificates of VPN users are signed by."""

    name: Name = Field(description="Name of the certificate.")
    data: Certificate = Field(description="The public certificate: base64 on one line, without BEGIN and END.")


class RevokedCertificate(Node):
    """A user's certificate that is not accepted any more."""

    name: Name = Field(description="Whose certificate it was.")
    thumbprint: Thumbprint = Field(description="SHA-1 thumbprint, 40 hexadecimal digits.")


class PointToSite(Node):
    """VPN for single users, over OpenVPN."""

    address_pool: IPv4Network = Field(alias="addressPool", description="Prefix that users' machines get addresses of.")
    authentication: Literal["entra", "certificate"] = Field(
        default="entra", description="How users prove who they are: Entra ID, or certificates."
    )
    audience: Guid | None = Field(
        default=None, description="Entra application of the VPN client; Microsoft's own when left out."
    )
    root_certificates: list[RootCertificate] = Field(
        default=[], alias="rootCertificates", max_length=20, description="Roots that users' certificates are signed by."
    )
    revoked_certificates: list[RevokedCertificate] = Field(
        default=[], alias="revokedCertificates", max_length=300, description="Certificates not accepted any more."
    )


class Bgp(Node):
    """The routing peer at the other end of a tunnel."""

    asn: Asn = Field(description="Its autonomous system number.")
    peer: IPv4Address = Field(description="Its BGP address, inside the networks on premises.")


class Ipsec(Node):
    """The cryptography of a tunnel; only strong choices exist, and nothing else is negotiated."""

    ike_encryption: Literal["AES256", "GCMAES256"] = Field(
        default="GCMAES256", alias="ikeEncryption", description="IKE encryption (phase 1)."
    )
    ike_integrity: Literal["SHA256", "SHA384"] = Field(
        default="SHA384", alias="ikeIntegrity", description="IKE integrity (phase 1)."
    )
    dh_group: Literal["DHGroup14", "ECP256", "ECP384"] = Field(
        default="ECP384", alias="dhGroup", description="Diffie-Hellman group (phase 1)."
    )
    encryption: Literal["AES256", "GCMAES256"] = Field(default="GCMAES256", description="IPsec encryption (phase 2).")
    integrity: Literal["SHA256", "GCMAES256"] = Field(default="GCMAES256", description="IPsec integrity (phase 2).")
    pfs_group: Literal["PFS2048", "ECP256", "ECP384"] = Field(
        default="ECP384", alias="pfsGroup", description="Perfect forward secrecy group (phase 2)."
    )
    lifetime_seconds: Annotated[int, Field(ge=300, le=172799)] = Field(
        default=27000, alias="lifetimeSeconds", description="Seconds after which a phase 2 key is replaced."
    )
    lifetime_kilobytes: Annotated[int, Field(ge=1024, le=2147483647)] = Field(
        default=102400000, alias="lifetimeKilobytes", description="Kilobytes after which a phase 2 key is replaced."
    )


class Site(Node):
    """A place of the institution that an IPsec tunnel goes to."""

    name: Name = Field(description="Name of the site and of its connection.")
    address: IPv4Address = Field(description="Public address of its VPN device.")
    prefixes: list[IPv4Network] | None = Field(
        default=None, min_length=1, max_length=100, description="Networks behind it; left out when BGP says so."
    )
    bgp: Bgp | None = Field(default=None, description="Its routing peer; left out when prefixes are given.")
    shared_key: KeyVaultSecret = Field(alias="sharedKey", description="Where the tunnel's pre-shared key is kept.")
    ipsec: Ipsec = Field(default=Ipsec(), description="Cryptography of the tunnel.")


class Vpn(Node):
    """A VPN gateway: active-active, with BGP, in three zones."""

    sku: Literal["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"] = Field(
        default="VpnGw2AZ", description="Size; zone-redundant ones only."
    )
    asn: Asn = Field(default=AZURE_ASN, description="The gateway's own autonomous system number; Azure's default.")
    point_to_site: PointToSite | None = Field(default=None, alias="pointToSite", description="VPN for single users.")
    site_to_site: list[Site] = Field(
        default=[], alias="siteToSite", max_length=30, description="Tunnels to places of the institution."
    )


class Circuit(Node):
    """An ExpressRoute circuit that exists already."""

    name: Name = Field(description="Name of its connection.")
    id: CircuitId = Field(description="Id of the circuit.")
    authorization_key: KeyVaultSecret | None = Field(
        default=None,
        alias="authorizationKey",
        description="Where its authorization key is kept; needed when another subscription owns the circuit.",
    )


class ExpressRoute(Node):
    """An ExpressRoute gateway in three zones."""

    sku: Literal["ErGw1AZ", "ErGw2AZ", "ErGw3AZ"] = Field(
        default="ErGw1AZ", description="Size; zone-redundant ones only."
    )
    circuits: list[Circuit] = Field(min_length=1, max_length=16, description="Circuits that it is connected to.")


class Gateway(Node):
    """The gateways in the hub; both may stand side by side."""

    vpn: Vpn | None = Field(default=None, description="VPN for users and sites.")
    express_route: ExpressRoute | None = Field(
        default=None, alias="expressRoute", description="Private lines to the institution's networks."
    )


class OnPremisesDomain(Node):
    """A domain that the institution's own DNS servers answer."""

    name: Domain = Field(description="The domain, for example corp.bank.example.")
    servers: list[IPv4Address] = Field(min_length=1, max_length=6, description="DNS servers that know it.")
