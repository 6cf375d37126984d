"""DSG70 and DSG71: code that answers is made by the package of its deployment, of files in its own account; agents
beside a registry of models reach the container registry of each workspace that it supplies.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

ACCOUNTS, REGISTRIES = "Microsoft.Storage/storageAccounts", "Microsoft.ContainerRegistry/registries"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every deployment with code, every version of code, and every connection to a registry of models."""
    for package in plan.packages:
        yield from _served(package)
        yield from _made(plan, package)
    packages = {package.name: package for package in plan.packages}
    for row in plan.connections:
        if row.use == MODEL_REGISTRY and (end := packages.get(row.start)):
            hosts = _hosts(plan, row.end, row.start)
            for name in _named(end, REGISTRIES):
                if not any(host.split(".")[0] == name for host in hosts):
                    message = f"nothing that {row.end} builds can come into the container registry of {row.start}"
                    yield finding("DSG71", message, row.because, path=row.start, value=name)


def _served(package: Package) -> Iterator[Diagnostic]:
    made = {one.resource.id.lower() for module in package.modules for one in module.code_versions}
    for module in package.modules:
        online = [(one.resource, one.served.code) for one in module.online_deployments]
        batch = [(one.resource, one.served.code) for one in module.batch_deployments]
        for resource, code in online + batch:
            if code and code.lower() not in made:
                name = plain(resource.name)
                message = f"deployment {name} of {package.name} answers with code that its package does not make"
                yield finding("DSG70", message, resource.because, path=f"{package.name}/{name}", value=code)


def _made(plan: Plan, package: Package) -> Iterator[Diagnostic]:
    hosts = private_links()[ACCOUNTS, "blob"].public(plan.institution.cloud)
    begins = tuple(f"https://{account}.{host}/" for account in _named(package, ACCOUNTS) for host in hosts)
    for module in package.modules:
        for one in module.code_versions:
            if not one.uri.startswith(begins):
                message = f"scoring code {one.code} of {package.name} comes from outside its package: {one.uri}"
                path = f"{package.name}/{one.code}"
                yield finding("DSG70", message, one.resource.because, path=path, value=one.uri)


def _named(package: Package, type_: str) -> Iterator[str]:
    """The names of the resources of a type that a package makes."""
    for module in package.modules:
        yield from (plain(one.resource.name) for one in module.services if one.resource.type == type_)


def _hosts(plan: Plan, start: str, end: str) -> set[str]:
    """The hosts that the firewall lets a landing zone reach of another."""
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    rules = [rule for group in groups for collection in group.collections for rule in collection.rules]
    return {plain(host) for rule in rules if (rule.start, rule.end) == (start, end) for host in rule.hosts}
