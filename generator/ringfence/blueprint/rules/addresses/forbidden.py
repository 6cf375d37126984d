"""Rule NET03: no network uses a range that Azure, Docker or the internet needs for itself."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses import claims
from ringfence.blueprint.rules.addresses.claims import Claim
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_FAQ = "azure-docs virtual-network/virtual-networks-faq.md (address ranges that cannot be used)"
_IP_PLAN = "Azure networking plan-and-design guide, IP planning (2026-06-22)"
_DOCKER = "azure-ai-docs machine-learning/how-to-secure-training-vnet.md (Docker bridge)"
_TAKEN = tuple(
    (IPv4Network(prefix), why, source)
    for prefix, why, source in (
        ("172.17.0.0/16", "the Docker bridge on every compute node, which then cannot reach it", _DOCKER),
        ("224.0.0.0/4", "multicast", _FAQ),
        ("255.255.255.255/32", "broadcast", _FAQ),
        ("127.0.0.0/8", "loopback", _FAQ),
        ("169.254.0.0/16", "link-local, with Azure's metadata service", _FAQ),
        ("168.63.129.16/32", "Azure's own DNS and health probes", _FAQ),
    )
)
FORBIDDEN = tuple(prefix for prefix, _, _ in _TAKEN)
"""What no network, and no host on the internet, has an address of."""
PRIVATE = tuple(IPv4Network(prefix) for prefix in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Pools, also that of VPN users, are private, and no range in the blueprint touches a taken one."""
    for pool in (*claims.pools(blueprint), *claims.vpn_users(blueprint)):
        if not any(pool.prefix.subnet_of(private) for private in PRIVATE):
            yield _not_private(document, pool)
        else:
            yield from _taken(document, pool)
    given = (*claims.networks(blueprint), *claims.on_premises(blueprint))
    for claim in (*given, *claims.destinations(blueprint)):
        # Whatever is wider than /8 is refused for that alone where it is an egress address.
        if claim.path[0] != "egress" or claim.prefix.prefixlen >= 8:
            yield from _taken(document, claim)


def _not_private(document: Document, pool: Claim) -> Diagnostic:
    hint = f"choose a prefix inside {', '.join(str(private) for private in PRIVATE)}"
    return document.finding("NET03", pool.path, f"{pool.prefix} is no private range", hint=hint, source=_IP_PLAN)


def _taken(document: Document, claim: Claim) -> Iterator[Diagnostic]:
    for taken, why, source in _TAKEN:
        if claim.prefix.overlaps(taken):
            message = f"{claim.prefix} shares addresses with {taken}: {why}"
            yield document.finding("NET03", claim.path, message, hint=_around(claim.prefix, taken), source=source)


def _around(prefix: IPv4Network, taken: IPv4Network) -> str:
    if prefix.subnet_of(taken):
        return "choose another prefix"
    return f"write the parts around it: {', '.join(str(part) for part in sorted(prefix.address_exclude(taken)))}"
