"""DSG21 to DSG23: zone-redundant gateways, a route to the firewall for each landing zone, no default route.

Azure blocks a gateway whose subnet has a route for 0.0.0.0/0 or ignores learnt routes. Learnt routes in another subnet
could beat the route to the firewall. The firewall's own subnet is for DSG24.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.gateway import ExpressRouteGateway, VpnGateway
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import RouteTable, Subnet
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.network.networks import DEFAULT_ROUTE
from ringfence.rules.finding import finding
from ringfence.rules.routes import FIREWALL_SUBNET

GATEWAY_SUBNET = "GatewaySubnet"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every gateway, every subnet for gateways, every route table."""
    tables = {table.resource.id: table for _, module in modules(plan) for table in module.route_tables}
    served = {gateway.subnet.value for _, module in modules(plan) for gateway in _gateways(module)}
    for package, module in modules(plan):
        for gateway in _gateways(module):
            if not gateway.sku.endswith("AZ"):
                message = f"gateway {plain(gateway.resource.name)} is not zone-redundant"
                yield finding("DSG21", message, gateway.resource.because, path=package.name, value=gateway.sku)
        for network in module.networks:
            for subnet in network.subnets:
                table = tables.get(subnet.route_table.value) if subnet.route_table else None
                yield from _subnet(plan, package.name, subnet, table, in_use=subnet.id in served)


def _gateways(module: Module) -> Iterator[VpnGateway | ExpressRouteGateway]:
    yield from module.vpn_gateways
    yield from module.expressroute_gateways


def _subnet(
    plan: Plan, package: str, subnet: Subnet, table: RouteTable | None, *, in_use: bool
) -> Iterator[Diagnostic]:
    """What the routes of one subnet must be, with and without a gateway in it."""
    path = f"{package}/{subnet.role}"
    if plain(subnet.name) != GATEWAY_SUBNET:
        if plain(subnet.name) == FIREWALL_SUBNET:
            return
        if table is not None and table.propagates:
            message = f"subnet {subnet.role} of {package} takes routes that a gateway learns"
            yield finding("DSG22", message, subnet.because, path=path)
        return
    prefixes = {plain(route.prefix) for route in table.routes} if table else set()
    if DEFAULT_ROUTE in prefixes or (table is not None and not table.propagates):
        message = f"{GATEWAY_SUBNET} of {package} has a default route or takes no learnt routes: no gateway works there"
        yield finding("DSG22", message, subnet.because, path=path)
    for zone in plan.packages if in_use else ():
        for network in (n for module in zone.modules for n in module.networks if zone.name != package):
            if plain(network.prefix) not in prefixes or not _to_firewall(plan, table):
                message = f"{GATEWAY_SUBNET} of {package} does not send the network of {zone.name} to the firewall"
                yield finding("DSG23", message, subnet.because, path=path, value=plain(network.prefix))


def _to_firewall(plan: Plan, table: RouteTable | None) -> bool:
    addresses = {firewall.address for _, module in modules(plan) for firewall in module.firewalls}
    return table is not None and all(route.next_hop and plain(route.next_hop) in addresses for route in table.routes)
