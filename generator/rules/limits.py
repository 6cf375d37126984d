"""What Azure accepts at most: peerings, rules, routes, endpoints, addresses, rule collection groups, grants, tags.

Source: the limits table of Ringfence, each row with its own source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.catalog.tables import limits
from generator.diagnostics import Diagnostic
from generator.plan.model.package import Plan, modules
from generator.rules.finding import finding


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every count against its limit."""
    for name, thing, count in _counts(plan):
        limit = limits()[name]
        if count > limit.value:
            yield finding(
                "LIM01",
                f"{thing} has {count} {limit.unit}; Azure accepts {limit.value}",
                (),
                path=thing,
                value=count,
                hint="spread the landing zones over two hubs, each with a blueprint of its own",
                source=limit.source,
            )


def _counts(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """Limit, what it is counted for, and how many there are."""
    yield "peeringsPerNetwork", "the hub network", len(plan.packages) - 1
    for package, module in modules(plan):
        for group in module.security_groups:
            yield "rulesPerSecurityGroup", f"security group {group.subnet} of {package.name}", len(group.rules)
        for table in module.route_tables:
            yield "routesPerTable", f"the route table of {package.name}", len(table.routes)
        if module.rule_groups:
            yield "ruleCollectionGroupsPerPolicy", "the firewall policy", len(module.rule_groups)
            collections = sum(len(group.collections) for group in module.rule_groups)
            yield "ruleCollectionsPerPolicy", "the firewall policy", collections
    for package in plan.packages:
        yield "endpointsPerNetwork", f"the network of {package.name}", sum(len(m.endpoints) for m in package.modules)
        yield "tagsPerResource", f"every resource of {package.name}", len(package.tags.values)
    yield from _models(plan)
    grants: Counter[str] = Counter()
    for package, module in modules(plan):
        grants[package.subscription] += len(module.grants)
    for subscription, count in sorted(grants.items()):
        yield "roleAssignmentsPerSubscription", f"subscription {subscription}", count


def _models(plan: Plan) -> Iterator[tuple[str, str, int]]:
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
        yield from ((name, place, count) for place, count in sorted(counted.items()) if count)
