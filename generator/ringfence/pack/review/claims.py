"""Sentences above tables of the review, each made from the plan, so that none claims more than the packages do."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import facts, services
from ringfence.pack.text.cells import text
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.written.inventory import declared

ANY = "*"
ISOLATION = "properties.managedNetwork.isolationMode"


def open_rules(plan: Plan) -> str:
    """The rules of security groups that allow any place, by package and group."""
    named = [
        f"{package.name} {group.subnet} ({', '.join(names)})"
        for package, module in modules(plan)
        for group in module.security_groups
        if (names := [rule.name for rule in group.rules if _open(rule)])
    ]
    if not named:
        return f"No rule that allows has {ANY} as From or To."
    return f"Rules that allow and have {ANY} as From or To: {'; '.join(named)}."


def _open(rule: SecurityRule) -> bool:
    return rule.access == "Allow" and ANY in map(str, (*rule.sources, *rule.destinations))


def past_the_firewall(plan: Plan) -> str:
    """The planned egress that does not pass the firewall: service endpoints, managed networks, the bastion."""
    found = list(_past(plan))
    return f"Planned egress past it: {'; '.join(found)}." if found else "No egress past it is planned."


def _past(plan: Plan) -> Iterator[str]:
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                if subnet.service_endpoints:
                    services = ", ".join(subnet.service_endpoints)
                    yield f"{package.name} {text(subnet.name)} by service endpoint ({services})"
        yield from (f"{package.name} by the managed network of {name}" for name in _managed(module))
        if module.bastions:
            yield f"{package.name} by its bastion"


def with_managed_networks(plan: Plan) -> tuple[str, ...]:
    """The packages of which something runs in a network that Azure manages, in order of deployment."""
    return tuple(dict.fromkeys(package.name for package, module in modules(plan) for _ in _managed(module)))


def _managed(module: Module) -> Iterator[str]:
    """Names of what Azure runs in a network that it manages, which has egress even without rules."""
    for resource in declared(module):
        isolation = next((fact.value for fact in facts(resource.kind) if fact.path == ISOLATION), "Disabled")
        service = services().get(resource.kind)
        if isolation != "Disabled" or (service and service.managedEndpoints):
            yield text(resource.name)
