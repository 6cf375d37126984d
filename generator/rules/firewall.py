"""Firewall rules: sources are prefixes of landing zones, never `*`; destinations are never everything.

Nineteen of nineteen rules of a well-known public template allow from `*`; a board that sees one refuses the change.
Sources: azure-docs firewall/policy-rule-sets.md; anchors of Ringfence, finding 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Network

from generator.diagnostics import Diagnostic
from generator.plan.model.firewall import FirewallRule, RuleGroup
from generator.plan.model.package import Plan, modules
from generator.plan.model.values import Given, plain
from generator.rules.finding import finding

EVERYTHING = {"*", "Internet", "AzureCloud"}
WIDEST = 8
"""Shortest prefix that a destination may have."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every rule collection group, collection and rule."""
    subnets = {
        plain(subnet.prefix)
        for _, module in modules(plan)
        for network in module.networks
        for subnet in network.subnets
        if subnet.role in ("compute", "agents", "host", "container")
    }
    groups = [group for _, module in modules(plan) for group in module.rule_groups]
    yield from _priorities(groups)
    for group in groups:
        for collection in group.collections:
            for rule in collection.rules:
                path = f"{collection.name}/{rule.name}"
                if not rule.sources or any(plain(source) not in subnets for source in rule.sources):
                    message = f"firewall rule {path} has a source that is no workload subnet of a landing zone"
                    sources = ", ".join(str(plain(source)) for source in rule.sources)
                    yield finding("DSG07", message, rule.because, path=path, value=sources)
                if _open(rule):
                    message = f"firewall rule {path} allows everything as destination"
                    yield finding("DSG08", message, rule.because, path=path)


def _bare(place: Given[IPv4Network] | Given[str] | str) -> IPv4Network | str:
    return place.value if isinstance(place, Given) else place


def _open(rule: FirewallRule) -> bool:
    places = [_bare(place) for place in (*rule.destinations, *rule.hosts)]
    wide = any(isinstance(place, IPv4Network) and place.prefixlen < WIDEST for place in places)
    return not places or wide or bool({str(place) for place in places} & EVERYTHING)


def _priorities(groups: list[RuleGroup]) -> Iterator[Diagnostic]:
    """Groups of a policy, and collections of a group, have priorities of their own."""
    for scope, counted in [
        ("the policy", Counter(group.priority for group in groups)),
        *((g.resource.id.rsplit("/", 1)[-1], Counter(c.priority for c in g.collections)) for g in groups),
    ]:
        for priority, count in counted.items():
            if count > 1:
                message = f"priority {priority} is used {count} times in {scope}"
                yield finding("DSG09", message, (), path=scope, value=priority)
