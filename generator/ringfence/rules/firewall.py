"""DSG07 to DSG09 and DSG20: sources, destinations and priorities of firewall rules.

Sources are prefixes of landing zones, of users or of the jump host, never `*`; destinations are never everything.
Users behind a gateway (VPN users, networks on premises) reach private endpoints, on the ports that the purpose of the
landing zone has for people, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network

from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.firewall import FirewallRule, RuleGroup
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Given, plain
from ringfence.rules.finding import finding

USERS = {"on premises", "VPN users"}
"""Uses of address ranges whose machines come in by a gateway."""
JUMP_HOST = "jump-host"
EVERYTHING = {"*", "Internet", "AzureCloud"}
WIDEST = 8
"""Shortest prefix that a destination may have."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every rule collection group, collection and rule."""
    workloads = [role for one in purposes().values() for role, subnet in one.subnets.items() if subnet.egress]
    subnets, doors = _subnets(plan, *workloads, JUMP_HOST), people_ports(plan)
    reached = any(module.vpn_gateways or module.expressroute_gateways for _, module in modules(plan))
    users = {space.prefix for space in plan.spaces if reached and space.use in USERS}
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    yield from _priorities(groups)
    for group in groups:
        for collection in group.collections:
            for rule in collection.rules:
                path = f"{collection.name}/{rule.name}"
                sources = {plain(source) for source in rule.sources}
                inward = bool(sources) and sources <= users
                if not inward and not (sources and sources <= subnets):
                    message = f"firewall rule {path} has a source that is no workload subnet and no jump host"
                    yield finding("DSG07", message, rule.because, path=path, value=", ".join(map(str, sorted(sources))))
                if inward and not to_people_ports(rule, doors):
                    message = f"firewall rule {path} lets users reach more than private endpoints on their ports"
                    yield finding("DSG20", message, rule.because, path=path)
                if _open(rule):
                    message = f"firewall rule {path} allows everything as destination"
                    yield finding("DSG08", message, rule.because, path=path)


def _subnets(plan: Plan, *roles: str) -> set[IPv4Network]:
    """The prefixes of subnets in these roles."""
    networks = (network for _, module in modules(plan) for network in module.networks)
    return {plain(subnet.prefix) for network in networks for subnet in network.subnets if subnet.role in roles}


def people_ports(plan: Plan) -> Mapping[IPv4Network | str, frozenset[str]]:
    """The ports that people may use, by the prefix of each subnet of private endpoints."""
    return {
        plain(subnet.prefix): frozenset(purposes()[package.purpose].subnets[ENDPOINTS].peoplePorts)
        for package, module in modules(plan)
        for network in module.networks
        for subnet in network.subnets
        if subnet.role == ENDPOINTS
    }


def to_people_ports(rule: FirewallRule, doors: Mapping[IPv4Network | str, frozenset[str]]) -> bool:
    """Whether a rule leads to private endpoints alone, each on ports that people may use there."""
    places = [doors.get(_bare(place), frozenset()) for place in rule.destinations]
    return not rule.hosts and bool(places) and bool(rule.ports) and all(set(rule.ports) <= place for place in places)


def _bare(place: Given[IPv4Network] | Given[str] | str) -> IPv4Network | str:
    return place.value if isinstance(place, Given) else place


def _open(rule: FirewallRule) -> bool:
    places = [_bare(place) for place in (*rule.destinations, *rule.hosts)]
    wide = any(isinstance(place, IPv4Network) and place.prefixlen < WIDEST for place in places)
    return not places or wide or bool({str(place) for place in places} & EVERYTHING)


def _priorities(groups: list[RuleGroup]) -> Iterator[Diagnostic]:
    """Groups of a policy, and collections of a group, have different priorities."""
    for scope, counted in [
        ("the policy", Counter(group.priority for group in groups)),
        *((g.resource.id.rsplit("/", 1)[-1], Counter(c.priority for c in g.collections)) for g in groups),
    ]:
        for priority, count in counted.items():
            if count > 1:
                message = f"priority {priority} is used {count} times in {scope}"
                yield finding("DSG09", message, (), path=scope, value=priority)
