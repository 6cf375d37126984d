"""Random hubs: firewall, gateways, resolver, bastion. What is drawn fits the networks on premises."""

from __future__ import annotations

from ipaddress import IPv4Network

from hypothesis import strategies as st

from tests.banks import Tree
from tests.properties.words import GROUP, guid, secret, some
from tests.variants import DDOS, EXEMPTIONS, OVERRIDES, PUBLIC_KEY

SITES = ("branch", "head-office", "vault")
CIRCUITS = ("main", "second", "third")
IPSEC: tuple[Tree, ...] = (
    {},
    {"encryption": "AES256", "integrity": "SHA256", "ikeEncryption": "AES256", "ikeIntegrity": "SHA256"},
    {"dhGroup": "DHGroup14", "pfsGroup": "PFS2048", "lifetimeSeconds": 3600, "lifetimeKilobytes": 1024},
)
_ALLOW: Tree = {
    "name": "certificates",
    "domains": ["ocsp.bank.example", "crl.ca.example"],
    "owner": "security@bank.example",
    "reason": "Clients check certificates.",
    "reviewBy": "2027-05-31",
}
DNS: tuple[Tree, ...] = (
    {},
    {"policy": "off"},
    {"policy": "watch", "threatIntelligence": "preview", "allow": [_ALLOW]},
    {"policy": "enforce", "looked": {"by": "network@bank.example", "on": "2026-11-20"}},
    {
        "policy": "enforce",
        "looked": {"by": "network@bank.example", "on": "2026-11-20"},
        "allow": [_ALLOW],
        "threatIntelligence": "preview",
    },
)
ROOTS = [{"name": name, "data": "MIIC" + "A" * 400} for name in ("root-1", "root-2")]
REVOKED = [{"name": name, "thumbprint": "0123456789ABCDEF0123456789ABCDEF01234567"} for name in ("ana-old", "bo-old")]
HOST_KEYS: tuple[Tree, ...] = ({"sshKey": f"{PUBLIC_KEY} of nobody"}, {"sshKeySecret": secret("jump-host-key")})


def inside(prefix: str, number: int) -> str:
    """An address in a prefix."""
    return str(IPv4Network(prefix)[number])


def part(prefix: str, number: int) -> str:
    """A sixteenth of a prefix, so that sites have networks apart."""
    return str(list(IPv4Network(prefix).subnets(prefixlen_diff=4))[number])


@st.composite
def site(draw: st.DrawFn, name: str, premises: list[str]) -> Tree:
    """A place with a tunnel; its networks are given, or told by BGP."""
    own: Tree = {"name": name, "address": f"198.51.100.{SITES.index(name) + 1}", "sharedKey": secret(f"vpn-{name}")}
    if draw(st.booleans()):
        peer = inside(draw(st.sampled_from(premises)), SITES.index(name) + 1)
        own["bgp"] = {"asn": draw(st.sampled_from([64600, 65001])), "peer": peer}
    else:
        own["prefixes"] = [part(prefix, SITES.index(name)) for prefix in draw(some(premises, 1))]
    return own | {"ipsec": draw(st.sampled_from(IPSEC))}


@st.composite
def users(draw: st.DrawFn) -> Tree:
    """VPN for single users."""
    pool: Tree = {"addressPool": draw(st.sampled_from(["172.20.0.0/22", "172.24.8.0/26"]))}
    if draw(st.booleans()):
        return pool | draw(st.sampled_from([{}, {"authentication": "entra", "audience": guid(77)}]))
    revoked = draw(some(REVOKED))
    return pool | {
        "authentication": "certificate",
        "rootCertificates": draw(some(ROOTS, 1)),
        "revokedCertificates": revoked,
    }


@st.composite
def vpn(draw: st.DrawFn, premises: list[str]) -> Tree:
    """A VPN gateway that lets somebody in."""
    own: Tree = {
        "sku": draw(st.sampled_from(["VpnGw1AZ", "VpnGw2AZ", "VpnGw5AZ"])),
        "asn": draw(st.sampled_from([65515, 65010])),
    }
    sites = [draw(site(name, premises)) for name in draw(some(SITES))] if premises else []
    if not sites or draw(st.booleans()):
        own["pointToSite"] = draw(users())
    return own | {"siteToSite": sites}


@st.composite
def express_route(draw: st.DrawFn) -> Tree:
    """An ExpressRoute gateway; its circuits are of this subscription or of another one."""
    circuits = [
        {
            "name": name,
            "id": f"{GROUP}/Microsoft.Network/expressRouteCircuits/erc-{name}",
            **draw(st.sampled_from([{}, {"authorizationKey": secret(f"erc-{name}")}])),
        }
        for name in draw(some(CIRCUITS, 1))
    ]
    return {"sku": draw(st.sampled_from(["ErGw1AZ", "ErGw3AZ"])), "circuits": circuits}


@st.composite
def bastion(draw: st.DrawFn) -> Tree:
    """A bastion, with a jump host or without."""
    own: Tree = {
        "from": draw(some(["198.51.100.0/24", "203.0.113.7/32", "203.0.113.128/25"], 1)),
        "sku": draw(st.sampled_from(["Standard", "Premium"])),
        "nativeClient": draw(st.booleans()),
    }
    if draw(st.booleans()):
        own["jumpHost"] = {
            "user": draw(st.sampled_from(["jumper", "op_1"])),
            "updatesFrom": draw(some(["mirror.bank.example", "security.bank.example"])),
            "studio": own["nativeClient"] and draw(st.booleans()),
            **draw(st.sampled_from(HOST_KEYS)),
        }
    return own


@st.composite
def firewalls(draw: st.DrawFn) -> Tree:
    """A firewall with what its filters leave out."""
    tier = draw(st.sampled_from(["Standard", "Premium"]))
    own: Tree = {
        "tier": tier,
        "publicAddresses": draw(st.sampled_from([1, 3])),
        "threatExceptions": draw(some(EXEMPTIONS)),
    }
    return own | ({"signatureOverrides": draw(some(OVERRIDES))} if tier == "Premium" else {})


@st.composite
def hubs(draw: st.DrawFn, premises: list[str]) -> Tree:
    """Keys of the hub of a bank with these networks on premises."""
    hub: Tree = {"firewall": draw(firewalls())} | draw(st.sampled_from([{}, {"ddosProtection": {"plan": DDOS}}]))
    ways: Tree = {}
    if draw(st.booleans()):
        ways["vpn"] = draw(vpn(premises))
    if draw(st.booleans()) and premises:
        ways["expressRoute"] = draw(express_route())
    if ways:
        hub["gateway"] = ways
    if draw(st.booleans()):
        hub["bastion"] = draw(bastion())
    hub["dns"] = draw(st.sampled_from(DNS))
    if "pointToSite" in ways.get("vpn", {}) or draw(st.booleans()):
        hub["resolver"] = {}
    return hub


@st.composite
def domains(draw: st.DrawFn, premises: list[str]) -> list[Tree]:
    """Domains that servers in networks on premises answer."""
    names: list[str] = draw(some(["corp.bank.example", "branch.bank.example"])) if premises else []
    servers = [inside(prefix, 53) for prefix in premises]
    return [{"name": name, "servers": draw(some(servers, 1))} for name in names]
