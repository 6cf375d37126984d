"""Rules GTW04, GTW05 and GTW08: VPN users get addresses and prove who they are; tunnels are encrypted in one way."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import PointToSite, Vpn
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

AT: Path = (*HUB_AT, "gateway", "vpn")
USERS: Path = (*AT, "pointToSite")
_POOL = "azure-docs includes/vpn-gateway-client-address-pool.md (2025-03-12)"
SMALLEST = 28
"""Longest prefix of the pool of VPN users: a gateway here has two active instances; a single one would take a /29."""
_CRYPTOGRAPHY = "azure-docs includes/vpn-gateway-faq-ipsecikepolicy-include.md (2022-05-25)"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Certificates need a root, Entra ID needs none.

    GCM stands for both halves of IPsec: Azure refuses it for encryption alone. The pool that users' machines get
    addresses of is a /28 or wider.
    """
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.vpn is None:
        return
    if gateway.vpn.point_to_site is not None:
        yield from _pool(gateway.vpn.point_to_site, document)
        yield from _users(gateway.vpn.point_to_site, document)
    yield from _tunnels(gateway.vpn, document)


def _pool(users: PointToSite, document: Document) -> Iterator[Diagnostic]:
    if users.address_pool.prefixlen > SMALLEST:
        message = f"{users.address_pool} is too small: Azure wants a /{SMALLEST} or wider for two active instances"
        hint = "take a prefix with room for everybody who is connected at once, for example a /24"
        yield document.finding("GTW08", (*USERS, "addressPool"), message, hint=hint, source=_POOL)


def _users(users: PointToSite, document: Document) -> Iterator[Diagnostic]:
    if users.authentication == "certificate":
        if not users.root_certificates:
            hint = "add 'rootCertificates' with the root that users' certificates are signed by"
            yield document.finding("GTW04", USERS, "no certificate of a user could be accepted", hint=hint)
        return
    for key, given in (
        ("rootCertificates", users.root_certificates),
        ("revokedCertificates", users.revoked_certificates),
    ):
        if given:
            yield _unused(document, key, "users sign in to Entra ID, so certificates would be ignored")


def _unused(document: Document, key: str, message: str) -> Diagnostic:
    return document.finding("GTW04", (*USERS, key), message, hint=f"leave '{key}' out, or change 'authentication'")


def _tunnels(vpn: Vpn, document: Document) -> Iterator[Diagnostic]:
    for index, site in enumerate(vpn.site_to_site):
        pair = {site.ipsec.encryption, site.ipsec.integrity}
        if "GCMAES256" in pair and len(pair) > 1:
            path: Path = (*AT, "siteToSite", index, "ipsec")
            message = "GCMAES256 stands for encryption and integrity, or for neither"
            hint = "write GCMAES256 for both, or AES256 with SHA256"
            yield document.finding("GTW05", path, message, hint=hint, source=_CRYPTOGRAPHY)
