"""INF08 to INF10: outbound rules of managed networks, their names, and who approves their private endpoints.

Since 2025-04-30 a workspace's identity does not get the approver's role by itself; the endpoint would stay pending.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ringfence.catalog.read import services
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.inference import OutboundRule
from ringfence.plan.model.package import Package, Plan
from ringfence.rules.finding import finding

BATCH = frozenset({"queue", "table"})
"""Parts of the workspace's storage account that batch runs need."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every outbound rule to a private endpoint, and every package with batch endpoints."""
    for package in plan.packages:
        rules = [rule for module in package.modules for rule in module.outbound_rules]
        yield from _approved(package, rules)
        yield from _named_once(package, rules)
        batch = [endpoint for module in package.modules for endpoint in module.batch_endpoints]
        if batch and (missing := BATCH - {rule.part for rule in rules}):
            words = ", ".join(sorted(missing))
            message = f"batch endpoints of {package.name} have no way to the storage account's {words}"
            yield finding("INF09", message, batch[0].resource.because, path=package.name, value=words)


def _named_once(package: Package, rules: list[OutboundRule]) -> Iterator[Diagnostic]:
    """Rules are properties of one object, so a second of the name, which only a blueprint can bring, is no other."""
    for name, same in groupby(sorted(rules, key=_folded), key=_folded):
        ours, *others = sorted(same, key=lambda rule: rule.owner != "")
        for rule in others:
            message = f"the managed network of {package.name} already has a way out called {ours.name}"
            path = f"{package.name}/{rule.name}"
            yield finding("INF10", message, rule.because, path=path, value=name, hint="choose another name")


def _folded(rule: OutboundRule) -> str:
    return rule.name.lower()


def approvers() -> frozenset[str]:
    """Roles that let a service approve its own managed private endpoints."""
    managed = (service.managedEndpoints for service in services().values())
    return frozenset(one.role for one in managed if one and one.approval == "role")


def _approved(package: Package, rules: list[OutboundRule]) -> Iterator[Diagnostic]:
    roles = approvers()
    grants = [grant for module in package.modules for grant in module.grants if grant.role in roles]
    scopes = [grant.scope_id.lower() for grant in grants]
    for rule in rules:
        target = rule.target.value.lower() if rule.target else ""
        if target and not any(target == scope or target.startswith(f"{scope}/") for scope in scopes):
            message = f"no identity may approve the private endpoint {rule.name} of {package.name}"
            hint = f"grant {' or '.join(sorted(roles))} on its target"
            yield finding("INF08", message, rule.because, path=f"{package.name}/{rule.name}", value=target, hint=hint)
