"""DSG71: build agents beside a registry of models reach the container registry of each workspace that it supplies."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

REGISTRIES = "Microsoft.ContainerRegistry/registries"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every connection to a registry of models."""
    packages = {package.name: package for package in plan.packages}
    for row in plan.connections:
        if row.use == MODEL_REGISTRY and (end := packages.get(row.start)):
            hosts = _hosts(plan, row.end, row.start)
            for name in _registries(end):
                if not any(host.split(".")[0] == name for host in hosts):
                    message = f"nothing that {row.end} builds can come into the container registry of {row.start}"
                    yield finding("DSG71", message, row.because, path=row.start, value=name)


def _hosts(plan: Plan, start: str, end: str) -> set[str]:
    """The hosts that the firewall lets a landing zone reach of another."""
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    rules = [rule for group in groups for collection in group.collections for rule in collection.rules]
    return {plain(host) for rule in rules if (rule.start, rule.end) == (start, end) for host in rule.hosts}


def _registries(package: Package) -> Iterator[str]:
    """The names of the container registries that a package makes."""
    for module in package.modules:
        yield from (plain(one.resource.name) for one in module.services if one.resource.type == REGISTRIES)
