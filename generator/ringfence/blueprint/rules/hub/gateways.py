"""Rules GTW01 to GTW03: a gateway lets somebody in, and what lies behind it is known."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import AZURE_ASN, Site, Vpn
from ringfence.blueprint.rules.addresses.forbidden import FORBIDDEN, PRIVATE
from ringfence.blueprint.rules.hub.sites import LINK_LOCAL
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "gateway")
_BGP = "azure-docs includes/vpn-gateway-faq-bgp-include.md"
_SITE = "azure-docs vpn-gateway/tutorial-site-to-site-portal.md (2022-03-18), prerequisites"
_NUMBER = "take a private number from 64512 to 65514 that no other network uses"
_DEFAULT = AZURE_ASN
"""What Azure keeps for its own gateways: theirs when nothing else is said, and no site's."""
_RESERVED = (
    *(range(each, each + 1) for each in (8074, 8075, 12076, 23456, 429496729)),
    range(64496, 64512),
    range(65517, 65521),
    range(65535, 65552),
)
"""Autonomous system numbers that Azure or IANA keep (azure-docs includes/vpn-gateway-faq-bgp-include.md)."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A gateway has users, sites or circuits; networks behind it are in `onPremises`; sites are on the internet."""
    gateway = blueprint.hub.gateway
    if gateway is None:
        return
    if gateway.vpn is None and gateway.express_route is None:
        hint = "add 'vpn', 'expressRoute' or both, or leave 'gateway' out"
        yield document.finding("GTW01", AT, "this gateway is neither for VPN nor for ExpressRoute", hint=hint)
    if gateway.express_route is not None and not blueprint.on_premises.prefixes:
        yield _nobody(document, (*AT, "expressRoute"))
    if gateway.vpn is not None:
        yield from _vpn(gateway.vpn, blueprint, document)


def _nobody(document: Document, path: Path) -> Diagnostic:
    message = "nothing is known of the networks that this leads to"
    return document.finding(
        "GTW03", path, message, hint="list them in 'onPremises.prefixes': the firewall admits those only"
    )


def _vpn(vpn: Vpn, blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    path: Path = (*AT, "vpn")
    if vpn.point_to_site is None and not vpn.site_to_site:
        hint = "add 'pointToSite' for users, 'siteToSite' for sites, or leave 'vpn' out"
        yield document.finding("GTW01", path, "this VPN gateway has no users and no sites", hint=hint)
    if _kept(vpn.asn):
        yield _reserved(document, (*path, "asn"), vpn.asn, f"leave it out for Azure's own {_DEFAULT}, or {_NUMBER}")
    for index, site in enumerate(vpn.site_to_site):
        here: Path = (*path, "siteToSite", index)
        yield from _address(site, here, document)
        yield from _networks(site, blueprint, here, document)
        yield from _numbers(site, vpn.asn, here, document)


def _address(site: Site, here: Path, document: Document) -> Iterator[Diagnostic]:
    inside = next((each for each in (*PRIVATE, *FORBIDDEN) if site.address in each), None)
    if inside is not None:
        message = f"{site.address} lies in {inside}, which the internet does not route"
        hint = "write the public address of the site's VPN device; what lies behind it goes into 'prefixes' or 'bgp'"
        yield document.finding("GTW02", (*here, "address"), message, hint=hint, source=_SITE)


def _networks(site: Site, blueprint: Blueprint, here: Path, document: Document) -> Iterator[Diagnostic]:
    if (site.prefixes is None) == (site.bgp is None):
        hint = "write 'prefixes' for a site without BGP, 'bgp' for one with"
        yield document.finding("GTW02", here, f"site {site.name} needs one of prefixes and bgp", hint=hint)
    for at, prefix in enumerate(site.prefixes or ()):
        pool = next((pool for pool in blueprint.address_pools if prefix.subnet_of(pool)), None)
        if pool is not None:
            message = f"{prefix} lies in the address pool {pool}, so that its networks are in Azure"
            hint = "write a prefix that is in use on premises"
            yield document.finding("GTW03", (*here, "prefixes", at), message, hint=hint)
        elif not any(prefix.subnet_of(known) for known in blueprint.on_premises.prefixes):
            yield _outside(document, (*here, "prefixes", at), prefix)
    if site.bgp is None or site.bgp.peer in LINK_LOCAL:
        return
    if not any(site.bgp.peer in known for known in blueprint.premises):
        yield _outside(document, (*here, "bgp", "peer"), site.bgp.peer)


def _outside(document: Document, path: Path, place: IPv4Network | IPv4Address) -> Diagnostic:
    hint = "add it to 'onPremises.prefixes', by which the firewall admits users"
    return document.finding("GTW03", path, f"{place} is none of the networks on premises", hint=hint)


def _numbers(site: Site, own: int, here: Path, document: Document) -> Iterator[Diagnostic]:
    if site.bgp is None:
        return
    path: Path = (*here, "bgp", "asn")
    if site.bgp.asn == own:
        message = f"{own} is the gateway's own number; each end needs its own"
        yield document.finding("GTW02", path, message, hint=_NUMBER, source=_BGP)
    elif site.bgp.asn == _DEFAULT or _kept(site.bgp.asn):
        yield _reserved(document, path, site.bgp.asn, _NUMBER)


def _kept(number: int) -> bool:
    return any(number in kept for kept in _RESERVED)


def _reserved(document: Document, path: Path, number: int, hint: str) -> Diagnostic:
    return document.finding("GTW02", path, f"{number} is kept by Azure or IANA", hint=hint, source=_BGP)
