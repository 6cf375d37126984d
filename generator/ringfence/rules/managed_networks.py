"""DSG70, DSG71, DSG86 and INF08 to INF10: what managed networks reach, and who approves it.

Outbound rules and endpoints, their names, their approval; and how code and images come in, which no build inside can
bring.

Since 2025-04-30 a workspace's identity does not get the approver's role by itself; the endpoint would stay pending.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.inference.endpoints import OutboundRule
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from ringfence.plan.rules.endpoint_hosts import DATA
from ringfence.rules.finding import finding

ACCOUNTS, REGISTRIES = "Microsoft.Storage/storageAccounts", "Microsoft.ContainerRegistry/registries"
PARTS = "/blobServices/"
"""What the id of an account's container has behind that of the account."""
BATCH = frozenset({"queue", "table"})
"""Parts of the workspace's storage account that batch runs need."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every outbound rule to a private endpoint, every package with batch endpoints, every code and every registry."""
    for package in plan.packages:
        rules = [rule for module in package.modules for rule in module.outbound_rules]
        yield from _approved(package, rules)
        yield from _named_once(package, rules)
        batch = [endpoint for module in package.modules for endpoint in module.batch_endpoints]
        if batch and (missing := BATCH - {rule.part for rule in rules}):
            words = ", ".join(sorted(missing))
            message = f"batch endpoints of {package.name} have no way to the storage account's {words}"
            yield finding("INF09", message, batch[0].resource.because, path=package.name, value=words)
        yield from _scripted(plan, package)
        yield from _served(package)
        yield from _made(plan, package)
    yield from _supplied(plan)


def _scripted(plan: Plan, package: Package) -> Iterator[Diagnostic]:
    """DSG86: endpoints that a script makes, against the accounts on which the service itself holds roles."""
    kinds = {
        kind for kind, spec in services().items() if spec.managedEndpoints and spec.managedEndpoints.made == "script"
    }
    for module in package.modules:
        for service in (one for one in module.services if one.resource.kind in kinds):
            grants = [g for _, m in modules(plan) for g in m.grants if g.principal.value == service.resource.id]
            wanted = {(grant.scope_id.partition(PARTS)[0], part) for grant in grants for part in DATA}
            made = {(one.target.value, one.part) for one in module.managed_endpoints if one.of == service.resource.id}
            for account, part in sorted(wanted - made):
                name = plain(service.resource.name)
                message = (
                    f"the managed network of {name} has no private endpoint to {part} of {account.rsplit('/', 1)[-1]}"
                )
                yield finding("DSG86", message, service.resource.because, path=f"{package.name}/{name}", value=account)


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


def _supplied(plan: Plan) -> Iterator[Diagnostic]:
    """DSG71: every connection to a registry of models has a way back for images."""
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
