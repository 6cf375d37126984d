"""Rule GTW10: what BGP takes: one peer a site, no networks of two sites over one another, no link-local peer."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from itertools import combinations

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import Site
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "gateway", "vpn", "siteToSite")
LINK_LOCAL = IPv4Network("169.254.0.0/16")
_TWO_DEVICES = "azure-docs vpn-gateway/vpn-gateway-highlyavailable.md, Multiple on-premises VPN devices"
_PEERS = "hashicorp/terraform-provider-azurerm#10149: a link-local peer needs a link-local address of the gateway too"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Each network has one tunnel unless BGP decides, each peer one site, and no peer is link-local."""
    gateway = blueprint.hub.gateway
    found = list(enumerate(gateway.vpn.site_to_site)) if gateway and gateway.vpn else []
    for index, site in found:
        if site.bgp is not None and site.bgp.peer in LINK_LOCAL:
            message = f"{site.bgp.peer} is link-local; Ringfence gives the gateway no address to peer with it"
            hint = "write the routed address that the site's device speaks BGP from, inside 'onPremises.prefixes'"
            yield document.finding("GTW10", (*AT, index, "bgp", "peer"), message, hint=hint, source=_PEERS)
    for (_, one), (at, other) in combinations(found, 2):
        yield from _pair(one, other, (*AT, at), document)


def _pair(one: Site, other: Site, here: Path, document: Document) -> Iterator[Diagnostic]:
    for at, prefix in enumerate(other.prefixes or ()):
        if any(prefix.overlaps(known) for known in one.prefixes or ()):
            message = f"{prefix} also lies behind site {one.name}, and Azure could not tell which tunnel leads there"
            hint = "two devices of one place take 'bgp' instead of 'prefixes', each with a peer address that is unique"
            yield document.finding("GTW10", (*here, "prefixes", at), message, hint=hint, source=_TWO_DEVICES)
    if one.bgp and other.bgp and one.bgp.peer == other.bgp.peer:
        message = f"{other.bgp.peer} is the peer of site {one.name} too"
        hint = "write the BGP address of this site's device; each tunnel has its own peer"
        yield document.finding("GTW10", (*here, "bgp", "peer"), message, hint=hint, source=_TWO_DEVICES)
