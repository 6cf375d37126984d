"""LED06: a network of the last plan of a folder would move, and the blueprint does not ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain


def check(last: Plan, new: Plan, ledger: str) -> Iterator[Diagnostic]:
    """Each network and subnet of both plans that would get another prefix; `ledger` is the file that should hold it."""
    there = {name: prefix for name, prefix, _ in _networks(last)}
    for name, prefix, explicit in _networks(new):
        if not explicit and there.get(name, prefix) != prefix:
            yield Diagnostic(
                code="LED06",
                message=f"{name} would move from {there[name]} to {prefix}, and the blueprint does not ask for it",
                place=Place(ledger),
                path=name,
                value=str(prefix),
                hint="restore the ledger from version control; to move the network on purpose give addressSpace",
                source="rule of the house: a network that was handed out never moves by itself",
            )


def _networks(plan: Plan) -> Iterator[tuple[str, IPv4Network, bool]]:
    """Every network and subnet by name, with its prefix and whether the blueprint gives it."""
    for package, module in modules(plan):
        for network in module.networks:
            given = any(reason.at.endswith("addressSpace") for reason in network.resource.because)
            yield package.name, plain(network.prefix), given
            for subnet in network.subnets:
                yield f"{package.name}/{subnet.name}", plain(subnet.prefix), given
