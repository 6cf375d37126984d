"""DSG24: beside a gateway the firewall keeps its own way to the internet, and nothing else has one past it.

A default route that a gateway learns from on premises would take AzureFirewallSubnet's own; Azure wants a route for
0.0.0.0/0 to the internet over it. Learnt routes to networks stay: the firewall answers by them.
Source: azure-docs firewall/firewall-faq.yml (2025-07-01).
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import RouteTable, Subnet
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.network.networks import DEFAULT_ROUTE
from ringfence.rules.finding import finding

FIREWALL_SUBNET = "AzureFirewallSubnet"


def check(plan: Plan) -> Iterator[Diagnostic]:
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
