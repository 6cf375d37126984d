"""What gateways are connected to: VPN sites by tunnels, ExpressRoute circuits by lines.

Bicep takes a secret from a secure parameter by its name and by no expression; so what needs one is a module that is the
same for each, and main hands it its key. What needs none is a row of a loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.ways_in import Circuit, KeyVaultSecret, Site
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model import gateway as model
from ringfence.plan.model.identifiers import camel, words
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Ref, Secret

SITES: Path = (*HUB_AT, "gateway", "vpn", "siteToSite")
CIRCUITS: Path = (*HUB_AT, "gateway", "expressRoute", "circuits")


def site_modules(package: PackageContext, group: str, sites: Sequence[Site], gateway: Ref) -> Iterator[Module]:
    """A module for each site, with the tunnel to it, in order of the blueprint."""
    called = words(site.name for site in sites)
    for index, site in enumerate(sites):
        yield _site(package, group, index, (called[site.name], site), gateway)


def _site(package: PackageContext, group: str, index: int, named: tuple[str, Site], gateway: Ref) -> Module:
    """The module of a site: a file that all share, because each takes its secret by a secure parameter."""
    word, spec = named
    module, at = _module("vpn-site", spec.name, word), (*SITES, index)
    told = "The gateway adds a route to the site's BGP peer by itself; the peer tells the rest."
    why = package.context.because(
        f"Site {spec.name}. {told}" if spec.bgp else f"Site {spec.name} and the networks behind it.",
        at,
        source="azure-docs vpn-gateway/vpn-gateway-vpn-faq.md, BGP" if spec.bgp else BLUEPRINT,
        check="HND07" if spec.bgp else "",
    )
    tunnel = package.context.because(
        f"Tunnel to site {spec.name}; its cryptography is given, so that neither end falls back to something weaker.",
        at,
        source="azure-docs vpn-gateway/vpn-gateway-about-compliance-crypto.md (2024-01-26)",
    )
    name, link = package.namer.name("vpn-site", spec.name), package.namer.name("vpn-connection", spec.name)
    site = model.VpnSite(
        called=spec.name,
        resource=package.resource("vpn-site", module, "localNetworkGateway", name, group, why),
        link=package.resource("vpn-connection", module, "connection", link, group, tunnel),
        address=spec.address,
        prefixes=tuple(spec.prefixes or ()),
        peer=model.Peer(asn=spec.bgp.asn, address=spec.bgp.peer) if spec.bgp else None,
        gateway=gateway,
        key=_secret("sharedKey", word, spec.shared_key, f"Pre-shared key of the tunnel to {spec.name}."),
        cryptography=model.Cryptography(**spec.ipsec.model_dump()),
    )
    return Module(name=module, title="A site and the tunnel to it", scope=group, shape="vpn-site", vpn_sites=(site,))


def _secret(inside: str, name: str, spec: KeyVaultSecret, text: str) -> Secret:
    owner = camel(inside, name)
    return Secret(owner=owner, vault=spec.key_vault_id, name=spec.secret_name, text=text, inside=inside)


def circuit_connections(
    package: PackageContext, group: str, circuits: Sequence[Circuit], gateway: Ref
) -> tuple[tuple[model.CircuitConnection, ...], tuple[Module, ...]]:
    """The lines to circuits that need no key, and a module for each circuit that needs one."""
    called = words(circuit.name for circuit in circuits)
    lines = [
        _line(package, group, index, (called[circuit.name], circuit), gateway) for index, circuit in enumerate(circuits)
    ]
    free = tuple(line for line in lines if line.key is None)
    return free, tuple(_authorized(group, line) for line in lines if line.key is not None)


def _authorized(group: str, line: model.CircuitConnection) -> Module:
    """The module of a circuit that needs a key: a file that all share, because each takes it by a secure parameter."""
    return Module(
        name=line.resource.module,
        title="Connection to an ExpressRoute circuit of another subscription",
        scope=group,
        shape="circuit",
        circuit_connections=(line,),
    )


def _line(
    package: PackageContext, group: str, index: int, named: tuple[str, Circuit], gateway: Ref
) -> model.CircuitConnection:
    word, spec = named
    at: Path = (*CIRCUITS, index)
    why = package.context.because(f"Line {spec.name}; the circuit exists already.", at, source=BLUEPRINT)
    name, key = package.namer.name("circuit-connection", spec.name), spec.authorization_key
    module, symbol = (
        (_module("circuit", spec.name, word), "connection") if key else ("expressroute-gateway", "connections")
    )
    text = f"Authorization key of circuit {spec.name}."
    return model.CircuitConnection(
        called=spec.name,
        resource=package.resource("circuit-connection", module, symbol, name, group, why),
        gateway=gateway,
        circuit=spec.id,
        key=_secret("authorizationKey", word, key, text) if key else None,
    )


def _module(kind: str, name: str, word: str) -> str:
    """The name of a module for what has a name in the blueprint, with the number that tells its word from others."""
    return f"{kind}-{name}{word.removeprefix(camel(name))}"
