"""DSG25: a service finds the rules that it adds to the security groups of its subnets, and no group has them in vain.

A Databricks workspace with `requiredNsgRules: AllRules` adds rules and puts a network intent policy on its subnets;
from then on Azure refuses a security group without them. The rules are wide, so they stand nowhere else.
Source: Azure/azure-quickstart-templates#6670 and #8931.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.tables import DelegatedRule, delegated_rules
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.rules.finding import finding

ADDS = ("properties.requiredNsgRules", "AllRules")
"""How a workspace says that it adds its rules itself."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every security group of every package."""
    for package, module in modules(plan):
        for group in module.security_groups:
            wanted = {row.name for row in demands(package, group.subnet)}
            names = {row.name for rows in delegated_rules().values() for row in rows}
            written = {rule.name for rule in group.rules if demanded(rule)}
            spelled = {rule.name for rule in group.rules if rule.name in names}
            for name in sorted(wanted ^ (written | spelled) | (spelled - written)):
                message = f"security group {package.name}/{group.subnet} and the service of its subnet disagree"
                yield finding(
                    "DSG25", message, group.resource.because, path=f"{package.name}/{group.subnet}", value=name
                )


def demands(package: Package, role: str) -> tuple[DelegatedRule, ...]:
    """The rules that the service of a subnet adds, where a service of the package says that it does."""
    adds = {
        service.resource.type
        for module in package.modules
        for service in module.services
        if any((item.path, item.value) == ADDS for item in service.properties)
    }
    subnets = (s for module in package.modules for network in module.networks for s in network.subnets)
    delegations = {subnet.delegation for subnet in subnets if subnet.role == role} & adds
    return tuple(row for delegation in delegations for row in delegated_rules().get(delegation, ()))


def demanded(rule: SecurityRule) -> bool:
    """Whether a rule is, in every part that decides, one that a service adds."""
    return any(_same(rule, row) for rows in delegated_rules().values() for row in rows)


def _same(rule: SecurityRule, row: DelegatedRule) -> bool:
    return (
        rule.access == "Allow"
        and (rule.name, rule.direction, rule.protocol) == (row.name, row.direction, row.protocol)
        and (rule.sources, rule.destinations, rule.ports) == ((row.from_,), (row.to,), row.ports)
    )
