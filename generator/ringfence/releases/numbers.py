"""REL05: what the ledger numbers keeps its place: a number that was lost would move rules that did not change."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.example_ids import examples_in
from ringfence.plan.model.firewall import RuleCollection
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding


def check(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """Each rule collection of both plans that would get another priority, or rules in another order."""
    before = dict(_collections(last))
    for key, collection in _collections(new):
        old = before.get(key)
        if old is None:
            continue
        names = [[rule.name for rule in side.rules] for side in (old, collection)]
        kept = [[name for name in side if name in other] for side, other in zip(names, reversed(names), strict=True)]
        if old.priority != collection.priority or kept[0] != kept[1]:
            yield finding(
                "REL05",
                f"rule collection {collection.name} would move although nothing asks for it: numbers of the ledger"
                " were lost",
                collection.because,
                path="/".join(key),
                value=collection.priority,
                hint="restore the ledger from version control, where a merge took lines out of it; `generate --force`"
                " moves the rules all the same",
                source="rule of the house: what was handed out is handed out once, and never moves",
            )


def _collections(plan: Plan) -> Iterator[tuple[tuple[str, str, str], RuleCollection]]:
    """Every rule collection of what was or can be deployed, by package, group and name."""
    for package, module in modules(plan):
        for group in module.rule_groups if not examples_in(package.subscription) else ():
            for collection in group.collections:
                yield (package.name, str(plain(group.resource.name)), collection.name), collection
