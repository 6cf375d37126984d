"""BST02 and BST05: Microsoft's rules on AzureBastionSubnet and no route table; one path to the jump host and from it.

The bastion alone reaches the jump host, by ssh. The jump host reaches private endpoints and named hosts, both
through the firewall. Private endpoints write routes of a single address into the hub, which only a route as long as
their network replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network

from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.tables import studio_hosts
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityGroup, SecurityRule, Subnet
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import Given, plain
from ringfence.rules.finding import finding
from ringfence.rules.firewall import people_ports, to_people_ports

BASTION_SUBNET, BASTION, JUMP_HOST = "AzureBastionSubnet", "bastion", "jump-host"
WIDEST = 8
"""Shortest prefix that people may come from."""
_Shape = tuple[str, str, str, str, str, str]
_PEERS = "VirtualNetwork", "VirtualNetwork", "8080 5701"
REQUIRED: frozenset[_Shape] = frozenset(
    {
        ("Inbound", "Allow", "Tcp", "GatewayManager", "*", "443"),
        ("Inbound", "Allow", "Tcp", "AzureLoadBalancer", "*", "443"),
        ("Inbound", "Allow", "*", *_PEERS),
        ("Inbound", "Deny", "*", "*", "*", "*"),
        ("Outbound", "Allow", "*", "*", "VirtualNetwork", "22 3389"),
        ("Outbound", "Allow", "Tcp", "*", "AzureCloud", "443"),
        ("Outbound", "Allow", "*", *_PEERS),
        ("Outbound", "Allow", "*", "*", "Internet", "80"),
        ("Outbound", "Deny", "*", "*", "*", "*"),
    }
)
"""Every rule of the group but the one that lets people in: direction, access, protocol, from, to, ports."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every subnet of a bastion and of a jump host, and every firewall rule that a jump host uses."""
    groups = {group.resource.id: group for _, module in modules(plan) for group in module.security_groups}
    for package, module in modules(plan):
        for network in module.networks:
            own = {subnet.role: plain(subnet.prefix) for subnet in network.subnets}
            for subnet in network.subnets:
                group = groups.get(subnet.security_group.value) if subnet.security_group else None
                if plain(subnet.name) == BASTION_SUBNET:
                    yield from _bastion(package, subnet, group)
                if subnet.role == JUMP_HOST and package.purpose == "connectivity":
                    yield from _jump_host(plan, package, subnet, group, own.get(BASTION))


def _bastion(package: Package, subnet: Subnet, group: SecurityGroup | None) -> Iterator[Diagnostic]:
    path = f"{package.name}/{subnet.role}"
    if subnet.route_table is not None:
        yield finding("BST02", f"{BASTION_SUBNET} of {package.name} has a route table", subnet.because, path=path)
    rules = group.rules if group else ()
    found = [_shape(rule) for rule in rules if not _lets_people_in(rule)]
    for missing in sorted(REQUIRED - set(found)):
        message = f"{BASTION_SUBNET} of {package.name} lacks a rule that Azure demands"
        yield finding("BST02", message, subnet.because, path=path, value=" ".join(missing))
    for rule in rules:
        if not _lets_people_in(rule) and (_shape(rule) not in REQUIRED or found.count(_shape(rule)) > 1):
            message = f"rule {rule.name} of {BASTION_SUBNET} of {package.name} is none that Azure demands"
            yield finding("BST02", message, rule.because, path=f"{path}/{rule.name}", value=" ".join(_shape(rule)))
    if sum(map(_lets_people_in, rules)) != 1:
        message = f"{BASTION_SUBNET} of {package.name} does not have one rule for the prefixes that people come from"
        yield finding("BST02", message, subnet.because, path=path)


def _shape(rule: SecurityRule) -> _Shape:
    source, destination = (" ".join(str(_bare(one)) for one in ends) for ends in (rule.sources, rule.destinations))
    return rule.direction, rule.access, rule.protocol, source, destination, " ".join(rule.ports)


def _bare(place: object) -> object:
    return place.value if isinstance(place, Given) else place


def _lets_people_in(rule: SecurityRule) -> bool:
    """Whether this is the rule for people: from prefixes, none wider than allowed, to 443 of the bastion."""
    places = [_bare(place) for place in rule.sources]
    narrow = all(isinstance(place, IPv4Network) and place.prefixlen >= WIDEST for place in places)
    direction, access, protocol, _, *rest = _shape(rule)
    return bool(places) and narrow and (direction, access, protocol, *rest) == ("Inbound", "Allow", "Tcp", "*", "443")


def _jump_host(
    plan: Plan, package: Package, subnet: Subnet, group: SecurityGroup | None, bastion: IPv4Network | None
) -> Iterator[Diagnostic]:
    path = f"{package.name}/{subnet.role}"
    wanted = ("Inbound", "Allow", "Tcp", str(bastion), str(plain(subnet.prefix)), "22")
    allowed = [r for r in (group.rules if group else ()) if (r.direction, r.access) == ("Inbound", "Allow")]
    for rule in allowed:
        if _shape(rule) != wanted:
            message = f"rule {rule.name} lets others than the bastion reach the jump host"
            yield finding("BST05", message, rule.because, path=f"{path}/{rule.name}", value=" ".join(_shape(rule)))
    tables = {table.resource.id: table for _, module in modules(plan) for table in module.route_tables}
    table = tables.get(subnet.route_table.value) if subnet.route_table else None
    routed = [plain(route.prefix) for route in table.routes] if table else []
    for zone, network, endpoints in _doors(plan):
        # A route as long as the network replaces the routes of single addresses that endpoints write; no shorter does.
        if not any(endpoints.subnet_of(route) and route.prefixlen >= network.prefixlen for route in routed):
            message = f"the jump host would reach endpoints of {zone} past the firewall"
            yield finding("BST05", message, subnet.because, path=path, value=endpoints)
    yield from _reach(plan, plain(subnet.prefix))


def _doors(plan: Plan) -> Iterator[tuple[str, IPv4Network, IPv4Network]]:
    """Every subnet of private endpoints: its package, its network, itself."""
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                if subnet.role == ENDPOINTS:
                    yield package.name, plain(network.prefix), plain(subnet.prefix)


def _reach(plan: Plan, here: IPv4Network) -> Iterator[Diagnostic]:
    """Firewall rules from the jump host lead to endpoints on ports for people, to full names, or to the studio."""
    doors = people_ports(plan)
    groups = (group for _, module in modules(plan) for group in module.rule_groups)
    for collection in (collection for group in groups for collection in group.collections):
        for rule in collection.rules:
            if here in {plain(source) for source in rule.sources} and not _narrow(rule, doors):
                path = f"{collection.name}/{rule.name}"
                message = f"firewall rule {path} lets the jump host reach more than endpoints and named hosts"
                yield finding("BST05", message, rule.because, path=path)


def _of_the_studio(host: str) -> bool:
    """Whether the pages on the studio name this wildcard."""
    return host in studio_hosts().hosts


def _narrow(rule: FirewallRule, doors: Mapping[IPv4Network | str, frozenset[str]]) -> bool:
    if rule.kind == "application":
        return not rule.destinations and all("*" not in host.value or _of_the_studio(host.value) for host in rule.hosts)
    return to_people_ports(rule, doors)
