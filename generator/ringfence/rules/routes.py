"""DSG06 and DSG24: default routes lead to the firewall, which alone keeps a direct way to the internet.

DSG06 is for every subnet of a landing zone and the jump host's. DSG24: a default route that a gateway learns from on
premises would take AzureFirewallSubnet's own; Azure wants a route for 0.0.0.0/0 to the internet over it. Learnt routes
to networks stay: the firewall answers by them. Source: azure-docs firewall/firewall-faq.yml (2025-07-01).
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import INTERNET, RouteTable, Subnet
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.network.networks import DEFAULT_ROUTE
from ringfence.rules.finding import finding

FIREWALL_SUBNET = "AzureFirewallSubnet"
MACHINES = {"jump-host"}
"""Subnets of the hub in which machines of the institution run."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Routes of every landing zone and of the jump host, against the planned address of the firewall."""
    addresses = {firewall.address for _, module in modules(plan) for firewall in module.firewalls}
    for package in plan.packages:
        yield from _package(package, {str(address) for address in addresses})
    yield from _direct(plan)


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


def _direct(plan: Plan) -> Iterator[Diagnostic]:
    """Every subnet, by the routes in its table."""
    tables = {table.resource.id: table for _, module in modules(plan) for table in module.route_tables}
    learnt = any(module.vpn_gateways or module.expressroute_gateways for _, module in modules(plan))
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                table = tables.get(subnet.route_table.value) if subnet.route_table else None
                yield from _subnet(package.name, subnet, table, learnt=learnt)


def _subnet(package: str, subnet: Subnet, table: RouteTable | None, *, learnt: bool) -> Iterator[Diagnostic]:
    path, routes = f"{package}/{subnet.role}", table.routes if table else ()
    if plain(subnet.name) != FIREWALL_SUBNET:
        for route in routes:
            if route.next_hop is None:
                message = f"subnet {subnet.role} of {package} has a route to the internet past the firewall"
                yield finding("DSG24", message, route.because, path=path, value=plain(route.prefix))
        return
    direct = [plain(route.prefix) for route in routes if route.next_hop is None] == [DEFAULT_ROUTE]
    own = direct and len(routes) == 1 and table is not None and table.propagates
    if (learnt or table is not None) and not own:
        message = f"{FIREWALL_SUBNET} of {package} has not just {DEFAULT_ROUTE} to the internet beside learnt routes"
        yield finding("DSG24", message, subnet.because, path=path)
