"""The table *The reference architecture*: each part of it with what a plan deploys, and what scripts do for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ringfence.catalog.read import kinds
from ringfence.catalog.tables import Component, reference_architecture
from ringfence.pack.review.tables import Table
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources

TITLE = "The reference architecture"
COLUMNS = ("Part", "Deployed", "In", "By script", "Microsoft's page")


def reference(plan: Plan, scripts: Sequence[Script]) -> Table:
    """A row for each part: kinds with their number, the packages that have them, and scripts by name."""
    words = (
        "Each part of the reference architecture with the resources that this plan declares for it. What only a script"
        " can do is named beside it."
    )
    return Table(TITLE, words, COLUMNS, tuple(_rows(plan, scripts)))


def _rows(plan: Plan, scripts: Sequence[Script]) -> Iterator[tuple[str, ...]]:
    declared = [(package.name, resource.kind) for package in plan.packages for resource in resources(package)]
    for part in reference_architecture():
        mine = [(package, kind) for package, kind in declared if kind in part.kinds]
        counted = Counter(kind for _, kind in mine)
        made = ", ".join(f"{counted[kind]} x {kinds()[kind].title}" for kind in part.kinds if counted[kind])
        where = ", ".join(dict.fromkeys(package for package, _ in mine))
        run = ", ".join(script.path for script in scripts if script.name in part.scripts)
        yield part.name, made or _without(part, run), where or "-", run or "-", part.page


def _without(part: Component, run: str) -> str:
    """What stands where a plan deploys nothing for a part."""
    if part.instead:
        return part.instead
    return "-" if run else "not in this plan"
