"""Rule NET01: no address belongs to two networks."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses import claims
from ringfence.blueprint.rules.addresses.claims import Claim
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "Azure networking plan-and-design guide, IP planning (2026-06-22): peered networks must not overlap"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Pools, virtual networks with a given prefix, networks on premises and the pool of VPN users are disjoint.

    A pool may lie inside a wider prefix on premises, and with it the networks of the pool.
    """
    elsewhere = claims.on_premises(blueprint)
    pools = [pool.prefix for pool in claims.pools(blueprint)]
    for group in (claims.pools(blueprint), claims.networks(blueprint), claims.vpn_users(blueprint)):
        for pair in claims.overlapping([*group, *elsewhere]):
            if not all(claim.path[0] == "onPremises" for claim in pair) and not _carved(pair, pools):
                yield finding(document, pair)
    for pair in claims.overlapping([*claims.vpn_users(blueprint), *claims.pools(blueprint)]):
        if any(claim in claims.vpn_users(blueprint) for claim in pair):
            yield finding(document, pair)


def _carved(pair: tuple[Claim, Claim], pools: list[IPv4Network]) -> bool:
    """Whether the wider claim is on premises and the other lies in a pool strictly inside it."""
    wider, claim = pair
    if wider.path[0] != "onPremises":
        return False
    inside = (pool for pool in pools if pool != wider.prefix and pool.subnet_of(wider.prefix))
    return any(claim.prefix.subnet_of(pool) for pool in inside) and "pointToSite" not in claim.path


def finding(document: Document, pair: tuple[Claim, Claim]) -> Diagnostic:
    """The finding for two claims that overlap, at the one that stands later in the file."""
    other, claim = sorted(pair, key=lambda each: document.places.at(each.path))
    place, name = document.places.at(other.path), document.places.keyed(other.path)
    verb = "is the same as" if claim.prefix == other.prefix else "overlaps"
    message = f"{claim.prefix} {verb} {name} {other.prefix} on line {place.line}"
    hint = "choose another prefix, or take the shared part out of one of the two"
    return document.finding("NET01", claim.path, message, hint=hint, source=_SOURCE)
