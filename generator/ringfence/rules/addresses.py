"""ADR04: the networks of the plan, the on-premises prefixes and Docker's bridge on compute nodes are disjoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network

from ringfence.diagnostics import Diagnostic
from ringfence.plan.addresses.allocation import DOCKER
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Reason, plain
from ringfence.rules.finding import finding

CALLED = {"on premises": "network on premises", "VPN users": "the address pool of VPN users"}
"""Address ranges beside our networks that must not overlap them, by their use."""
SOURCE = "Azure networking plan-and-design guide, IP planning (2026-06-22)"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Overlaps between neighbours in order of address; that is enough to find one for every network in trouble."""
    rows = sorted(_networks(plan), key=lambda row: (int(row[0].network_address), row[0].prefixlen))
    widest = rows[0]  # Docker's bridge is always there
    for row in rows[1:]:
        if row[0].overlaps(widest[0]):
            yield finding(
                "ADR04",
                f"{row[1]} overlaps {widest[1]}",
                row[2] or widest[2],
                path=row[1],
                value=f"{row[0]} and {widest[0]}",
                hint="choose a prefix that is free",
                source=SOURCE,
            )
        if int(row[0].broadcast_address) > int(widest[0].broadcast_address):
            widest = row


def _networks(plan: Plan) -> Iterator[tuple[IPv4Network, str, Sequence[Reason]]]:
    yield DOCKER, "Docker's bridge on compute nodes", ()
    for space in plan.spaces:
        if space.use in CALLED:
            yield space.prefix, f"{CALLED[space.use]} {space.prefix}", (space.because,)
    for package, module in modules(plan):
        for network in module.networks:
            yield plain(network.prefix), f"the network of {package.name}", network.resource.because
