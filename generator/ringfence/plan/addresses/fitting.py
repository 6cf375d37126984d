"""Faults of subnets that an institution chose or the ledger holds: too small, too wide, or at a wrong place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import groupby

from ringfence.plan.addresses.sizing import Need
from ringfence.plan.context.blueprint_context import BlueprintContext, Path


@dataclass(frozen=True, slots=True)
class Site:
    """A network that needs addresses: ledger key, explicit prefixes, what it must hold, where the blueprint says so."""

    key: str
    space: IPv4Network | None
    explicit: Mapping[str, IPv4Network | None]
    needs: Sequence[Need]
    smallest: int
    at: Path


def _explicit_at(site: Site, role: str) -> Path:
    """The key of an explicit prefix, () where the blueprint gives none."""
    words = role.split("-")
    field = words[0] + "".join(word.title() for word in words[1:])
    return (*site.at, "subnets", field) if site.explicit[role] is not None else ()


def _place(site: Site, need: Need) -> Path:
    """Where a subnet's size was decided: its explicit prefix if there is one, else what lives in it."""
    return _explicit_at(site, need.role) or need.at


def large_enough(context: BlueprintContext, site: Site, prefixes: Mapping[str, IPv4Network]) -> None:
    """Fault subnets that are explicit or held and too small, once for all that grew by one key of the blueprint."""
    tight = [need for need in site.needs if need.role in prefixes and prefixes[need.role].prefixlen > need.longest]
    for at, grown in groupby(tight, lambda need: _place(site, need)):
        needs = list(grown)
        those = " and ".join(need.role for need in needs)
        small = f"subnets {those} of {site.key} are" if len(needs) > 1 else f"subnet {those} of {site.key} is"
        context.fault(
            "ADR02",
            f"{small} too small",
            at,
            value=" and ".join(str(prefixes[need.role]) for need in needs),
            hint=_larger(site, needs),
            source=needs[0].source,
        )


def _larger(site: Site, needs: Sequence[Need]) -> str:
    """What to do: widen an explicit prefix; take one that the ledger holds out of it when nothing is in it any more."""
    need = needs[0]
    wanted = f"at least a /{need.longest} is needed, and a /{need.length} is cut for a new one: {need.sum}"
    if _explicit_at(site, need.role):
        return wanted
    lines = ", ".join(f"{site.key}/{each.role}" for each in needs)
    kept = f" {need.kept}" if need.kept else ""
    return f"{wanted}.{kept} Once nothing is deployed in them, take {lines} out of the ledger, and they are cut anew"


def inside_bounds(context: BlueprintContext, site: Site, need: Need, prefix: IPv4Network, network: IPv4Network) -> None:
    """Fault a subnet outside its network, wider than its service takes, or in a range that the service keeps."""
    if not prefix.subnet_of(network):
        context.fault(
            "ADR03",
            f"subnet {need.role} of {site.key} is not inside its network",
            _place(site, need),
            value=prefix,
            hint=f"choose a prefix inside {network}",
        )
    if not need.used:
        return
    if prefix.prefixlen < need.widest:
        context.fault(
            "ADR06",
            f"subnet {need.role} of {site.key} is too wide for its service",
            _place(site, need),
            value=prefix,
            hint=f"a /{need.widest} is the widest and a /{need.longest} the smallest that Azure takes",
            source=need.source,
        )
    if any(prefix.overlaps(taken) for taken in need.never):
        context.fault(
            "ADR06",
            f"subnet {need.role} of {site.key} lies in a range that its service keeps for itself",
            _place(site, need),
            value=prefix,
            hint=f"choose a /{need.length} that touches none of {', '.join(map(str, need.never))}",
            source=need.source,
        )


def no_room(context: BlueprintContext, site: Site, need: Need, network: IPv4Network) -> None:
    """Fault a network that has no room left for one of its subnets."""
    if any(network.overlaps(kept) for kept in need.never):
        first, last = need.never[0].network_address, need.never[-1].broadcast_address
        context.fault(
            "ADR07",
            f"network {site.key} has no room for its subnet {need.role} outside {first} to {last}",
            (*site.at, "addressSpace"),
            value=network,
            hint=f"move the network, or widen it beyond that range: the service keeps it; a /{need.length} is needed",
            source=need.source,
        )
        return
    context.fault(
        "ADR02",
        f"network {site.key} has no room for its subnet {need.role}",
        (*site.at, "addressSpace"),
        value=network,
        hint=f"widen it; the subnet takes a /{need.length}: {need.sum}",
        source=need.source,
    )
