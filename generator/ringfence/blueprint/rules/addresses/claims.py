"""Stage 2, blueprint: the address ranges that a blueprint claims, each with the place where it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.load.places import Path


@dataclass(frozen=True, slots=True)
class Claim:
    """A prefix and the path of the value that claims it."""

    path: Path
    prefix: IPv4Network


def pools(blueprint: Blueprint) -> list[Claim]:
    """The prefixes that networks are cut from."""
    return _listed(("addressPools",), blueprint.address_pools)


def on_premises(blueprint: Blueprint) -> list[Claim]:
    """The prefixes in use on premises."""
    return _listed(("onPremises", "prefixes"), blueprint.on_premises.prefixes)


def vpn_users(blueprint: Blueprint) -> list[Claim]:
    """The prefix that machines of VPN users get addresses of."""
    gateway = blueprint.hub.gateway
    users = gateway.vpn.point_to_site if gateway and gateway.vpn else None
    return [Claim((*HUB_AT, "gateway", "vpn", "pointToSite", "addressPool"), users.address_pool)] if users else []


def networks(blueprint: Blueprint) -> list[Claim]:
    """The virtual networks whose prefix the blueprint gives: the hub's and the landing zones'."""
    given: list[tuple[Path, IPv4Network | None]] = [((*HUB_AT, "addressSpace"), blueprint.hub.address_space)]
    given += [
        (("landingZones", at, "addressSpace"), zone.address_space) for at, zone in enumerate(blueprint.landing_zones)
    ]
    return [Claim(path, prefix) for path, prefix in given if prefix is not None]


def destinations(blueprint: Blueprint) -> Iterator[Claim]:
    """The addresses that flows go to."""
    for index, flow in enumerate(blueprint.egress):
        yield from _listed(("egress", index, "to", "addresses"), flow.to.addresses or ())


def overlapping(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every two claims of which one holds the other, the wider first; equal ones in the order given.

    Prefixes are either disjoint or nested, so in order of address the enclosing ones form a stack.
    """
    enclosing: list[Claim] = []
    for claim in sorted(claims, key=lambda each: (each.prefix.network_address, each.prefix.prefixlen)):
        while enclosing and enclosing[-1].prefix.broadcast_address < claim.prefix.network_address:
            enclosing.pop()
        yield from ((wider, claim) for wider in enclosing)
        enclosing.append(claim)


def _listed(path: Path, prefixes: Iterable[IPv4Network]) -> list[Claim]:
    return [Claim((*path, index), prefix) for index, prefix in enumerate(prefixes)]
