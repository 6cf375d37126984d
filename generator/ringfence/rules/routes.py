"""DSG06: every subnet of a landing zone, and the jump host's, routes 0.0.0.0/0 to the firewall's private address."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import INTERNET
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.network.networks import DEFAULT_ROUTE
from ringfence.rules.finding import finding

MACHINES = {"jump-host"}
"""Subnets of the hub in which machines of the institution run."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Routes of every landing zone and of the jump host, against the planned address of the firewall."""
    addresses = {firewall.address for _, module in modules(plan) for firewall in module.firewalls}
    for package in plan.packages:
        yield from _package(package, {str(address) for address in addresses})


def _package(package: Package, firewalls: set[str]) -> Iterator[Diagnostic]:
    tables = {table.resource.id: table for module in package.modules for table in module.route_tables}
    for module in package.modules:
        for network in module.networks:
            for subnet in network.subnets:
                if package.purpose == "connectivity" and subnet.role not in MACHINES:
                    continue
                path = f"{package.name}/{subnet.role}"
                table = tables.get(subnet.route_table.value) if subnet.route_table else None
                routes = table.routes if table else ()
                hops = {
                    str(plain(r.next_hop)) if r.next_hop else INTERNET
                    for r in routes
                    if plain(r.prefix) == DEFAULT_ROUTE
                }
                if len(hops) != 1 or not hops <= firewalls:
                    message = f"subnet {subnet.role} of {package.name} does not send {DEFAULT_ROUTE} to the firewall"
                    yield finding("DSG06", message, subnet.because, path=path, value=", ".join(sorted(hops)))
