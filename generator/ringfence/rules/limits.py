"""LIM01: counts of the plan against Azure's limits, each a row of the limits table with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ringfence.catalog.tables import limits
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Reason, plain
from ringfence.rules.finding import finding

_TWO_HUBS = "spread the landing zones over two hubs, each with its own blueprint"
_FEWER = "leave out endpoints or deployments, or give a landing zone for inference another subscription or region"
_HINTS = {
    "peeringsPerNetwork": _TWO_HUBS,
    "rulesPerSecurityGroup": "join egress flows of one owner and reason: each holds 50 hosts",
    "routesPerTable": _TWO_HUBS,
    "ruleCollectionGroupsPerPolicy": _TWO_HUBS,
    "ruleCollectionsPerPolicy": _TWO_HUBS,
    "endpointsPerNetwork": "divide the landing zone into two",
    "tagsPerResource": "leave out tags: those of the institution, the environment and the landing zone add up",
    "endpointsPerSubscriptionAndRegion": _FEWER,
    "deploymentsPerSubscriptionAndRegion": _FEWER,
    "dnsRulesPerPolicy": "report it: Ringfence makes three rules at most",
    "domainsPerDnsList": "name domains instead of hosts in egress flows: one stands for every name below it",
    "networksPerDnsPolicy": _TWO_HUBS,
    "roleAssignmentsPerSubscription": "give landing zones other subscriptions, or name the landing zones in 'access'",
}
"""What to do about each limit."""

_Count = tuple[str, str, int, Sequence[Reason]]


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every count against its limit."""
    for name, thing, count, because in _counts(plan):
        limit = limits()[name]
        if count > limit.value:
            yield finding(
                "LIM01",
                f"{thing} has {count} {limit.unit}; Azure accepts {limit.value}",
                because,
                path=thing,
                value=count,
                hint=_HINTS[name],
                source=limit.source,
            )


def _counts(plan: Plan) -> Iterator[_Count]:
    """Limit, what it is counted for, how many there are, and the reasons of the package that has them."""
    hub = plan.packages[0].because
    yield "peeringsPerNetwork", "the hub network", len(plan.packages) - 1, hub
    for package, module in modules(plan):
        why = package.because
        for group in module.security_groups:
            yield "rulesPerSecurityGroup", f"security group {group.subnet} of {package.name}", len(group.rules), why
        for table in module.route_tables:
            yield "routesPerTable", f"the route table of {package.name}", len(table.routes), why
        if module.rule_groups:
            yield "ruleCollectionGroupsPerPolicy", "the firewall policy", len(module.rule_groups), hub
            collections = sum(len(group.collections) for group in module.rule_groups)
            yield "ruleCollectionsPerPolicy", "the firewall policy", collections, hub
    yield from _dns(plan)
    for package in plan.packages:
        endpoints = sum(len(module.endpoints) for module in package.modules)
        yield "endpointsPerNetwork", f"the network of {package.name}", endpoints, package.because
        yield "tagsPerResource", f"every resource of {package.name}", len(package.tags.values), package.because
    yield from _models(plan)
    grants: Counter[str] = Counter()
    for package, module in modules(plan):
        grants[package.subscription] += len(module.grants)
    for subscription, count in sorted(grants.items()):
        yield "roleAssignmentsPerSubscription", f"subscription {subscription}", count, ()


def _dns(plan: Plan) -> Iterator[_Count]:
    """Rules, domains and networks of each DNS security policy."""
    linked = Counter(link.policy for _, module in modules(plan) for link in module.dns_links)
    for package, module in modules(plan):
        for policy in module.dns_policies:
            thing = f"DNS security policy {plain(policy.resource.name)}"
            yield "dnsRulesPerPolicy", thing, len(module.dns_rules), package.because
            yield "networksPerDnsPolicy", thing, linked[policy.resource.id], package.because
        for each in module.domain_lists:
            yield "domainsPerDnsList", f"domain list {plain(each.resource.name)}", len(each.domains), package.because


def _models(plan: Plan) -> Iterator[_Count]:
    """Endpoints that answer with models, and deployments behind them, of each subscription and region."""
    endpoints: Counter[str] = Counter()
    deployments: Counter[str] = Counter()
    for package, module in modules(plan):
        place = f"subscription {package.subscription} in {package.location.value}"
        endpoints[place] += len(module.online_endpoints) + len(module.batch_endpoints)
        deployments[place] += len(module.online_deployments) + len(module.batch_deployments)
    for name, counted in (
        ("endpointsPerSubscriptionAndRegion", endpoints),
        ("deploymentsPerSubscriptionAndRegion", deployments),
    ):
        yield from ((name, place, count, ()) for place, count in sorted(counted.items()) if count)
