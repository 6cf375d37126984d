"""DSG02 to DSG05: security groups end in an explicit deny in both directions, and no allow says "anything".

Every port is open among the nodes of one Databricks cluster only, which choose their ports at run time. The bastion's
group says `*` where Azure demands it; BST02 holds that list. Databricks demands rules by tag; DSG25 holds those.
Azure's default rules at 65000 would allow traffic between networks. Priorities are 100 to 4096, one a rule;
descriptions have at most 140 characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.catalog.read import purposes
from ringfence.catalog.tables import limits
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import SecurityGroup, SecurityRule
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Given
from ringfence.rules.bastion import BASTION
from ringfence.rules.delegated_rules import demanded, demands
from ringfence.rules.finding import finding

FIRST, LAST = 100, 4096
FIRST_PORT, LAST_PORT = 1, 65535


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every security group of every package."""
    for package, module in modules(plan):
        for group in module.security_groups:
            path = f"{package.name}/{group.subnet}"
            asked = {row.name for row in demands(package, group.subnet)}
            yield from _ends_in_deny(group, path)
            yield from _priorities(group, path)
            for rule in group.rules:
                if group.subnet != BASTION and not (rule.name in asked and demanded(rule)):
                    yield from _open(rule, f"{path}/{rule.name}", nodes=_nodes(package.purpose, group.subnet))
                yield from _described(rule, f"{path}/{rule.name}")


def _nodes(purpose: str, role: str) -> bool:
    """Whether the subnet has nodes that choose their ports at run time: its folder lets them talk on every port."""
    subnet = purposes()[purpose].subnets.get(role) if purpose in purposes() else None
    return subnet is not None and any(_every_port(port) for rule in subnet.rules if rule.among for port in rule.ports)


def _ends_in_deny(group: SecurityGroup, path: str) -> Iterator[Diagnostic]:
    for direction in ("Inbound", "Outbound"):
        last = [rule for rule in group.rules if rule.direction == direction and rule.priority == LAST]
        if not any(rule.access == "Deny" and _everything(rule) for rule in last):
            message = f"security group {path} has no deny for everything {direction.lower()} at {LAST}"
            yield finding("DSG02", message, group.resource.because, path=path)


def _everything(rule: SecurityRule) -> bool:
    return rule.protocol == "*" and rule.sources == rule.destinations == rule.ports == ("*",)


def _priorities(group: SecurityGroup, path: str) -> Iterator[Diagnostic]:
    counted = Counter((rule.direction, rule.priority) for rule in group.rules)
    for (direction, priority), count in sorted(counted.items()):
        wrong = [f"{count} rules have it"] if count > 1 else []
        wrong += [] if FIRST <= priority <= LAST else [f"Azure accepts {FIRST} to {LAST}"]
        for words in wrong:
            message = f"security group {path}: {direction.lower()} priority {priority}: {words}"
            hint = "restore the ledger from version control: priorities follow its numbers"
            yield finding("DSG03", message, group.resource.because, path=path, value=priority, hint=hint)


def _open(rule: SecurityRule, path: str, *, nodes: bool) -> Iterator[Diagnostic]:
    """One rule; `nodes` says whether the package has clusters that choose their ports at run time."""
    everywhere = "*" in (*rule.sources, *rule.destinations)
    ports = [port for port in rule.ports if _every_port(port)]
    if rule.access == "Allow" and (everywhere or (ports and not (nodes and _among_themselves(rule)))):
        value = "*" if everywhere else ports[0]
        yield finding("DSG04", f"security rule {path} allows anything", rule.because, path=path, value=value)


def _described(rule: SecurityRule, path: str) -> Iterator[Diagnostic]:
    longest = limits()["securityGroupDescription"].value
    if len(rule.description) > longest:
        message = f"the description of security rule {path} is longer than {longest} characters"
        yield finding("DSG05", message, rule.because, path=path, value=rule.description)


def _every_port(port: str) -> bool:
    """Whether a port or range is every port, in either spelling."""
    low, _, high = port.partition("-")
    return port == "*" or (bool(high) and int(low) <= FIRST_PORT and int(high) >= LAST_PORT)


def _among_themselves(rule: SecurityRule) -> bool:
    """Whether source and destination are the same prefixes, as among nodes of a cluster; a tag is no prefix."""
    prefixes = all(isinstance(place, Given) and isinstance(place.value, IPv4Network) for place in rule.sources)
    return prefixes and rule.sources == rule.destinations
