"""Answers "why is it so": finds a name, an address or an id in the plan and tells its reasons, paths and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from ipaddress import IPv4Address

from ringfence.catalog.known.checks import checks
from ringfence.pack.review.decisions import Decision, decisions, resource_decision, subnet_decision
from ringfence.pack.text.cells import MARK, text
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import plain
from ringfence.reporting import visible


def explained(plan: Plan, name: str, where: Callable[[str], str]) -> str:
    """The decisions called `name` (a name, an id, a symbol, a role, an address) with their reasons; '' for none.

    `where` gives the file and line of a path of the blueprint.
    """
    wanted = name.strip().lower()
    found = [d for d in decisions(plan) if wanted in {n.lower() for n in d.names}] or list(_around(plan, wanted))
    return "\n".join(_told(decision, where) for decision in found)


def suggestions(plan: Plan, name: str) -> list[str]:
    """Names of the plan that are close to a name."""
    return get_close_matches(name, sorted({n for d in decisions(plan) for n in d.names}), n=3)


def _told(decision: Decision, where: Callable[[str], str]) -> str:
    lines = [decision.what]
    for reason in decision.because:
        lines.append(f"  because {reason.text}")
        if reason.at:
            lines.append(f"    line    {where(reason.at)}  {reason.at}")
        if reason.source or not reason.confirmed:
            lines.append(f"    source  {reason.source}{'' if reason.confirmed else MARK}")
        if reason.check:
            lines.append(f"    check   {reason.check}: {checks()[reason.check].title}")
    return "\n".join(map(visible, lines)) + "\n"


def _around(plan: Plan, name: str) -> Iterator[Decision]:
    """The networks and subnets that an address lies in, when `name` is one."""
    try:
        address = IPv4Address(name)
    except ValueError:
        return
    for package in plan.packages:
        for module in package.modules:
            for firewall in module.firewalls:
                if firewall.address == address:
                    yield resource_decision(package, firewall.resource, f", private address {address}")
            for network in module.networks:
                if address in plain(network.prefix):
                    yield resource_decision(package, network.resource, f", {plain(network.prefix)}")
                    yield from (
                        subnet_decision(text(network.resource.name), s)
                        for s in network.subnets
                        if address in plain(s.prefix)
                    )
