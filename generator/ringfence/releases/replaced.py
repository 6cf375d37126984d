"""REL04 and NTE85: the last plan of a folder has properties that the new plan changes and Azure does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.diagnostics import Diagnostic, Severity
from ringfence.example_ids import examples_in
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain
from ringfence.releases.immutable import LOCATION, Replacement, bodies, replacements
from ringfence.releases.remote import WAY, WHY, differing
from ringfence.rules.finding import finding, first_place

FORCED = "`generate --force` writes it all the same, for instance once the resource is deleted"


def check(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """REL04 for each property whose change Azure refuses; a region that moves is told once a package."""
    moved: set[str] = set()
    for row in _all(last, new):
        if row.fixed.noted or (row.fixed is LOCATION and row.package.name in moved):
            continue
        moved |= {row.package.name} if row.fixed is LOCATION else set()
        yield _found(row, "REL04", Severity.ERROR)
    before = {package.name: package for package in last.packages if not examples_in(package.subscription)}
    for package in new.packages:
        if package.name in before:
            yield from _remote(before[package.name], package)


def _remote(old: Package, new: Package) -> Iterator[Diagnostic]:
    """REL04 for each setting that an object of another API keeps as it was made."""
    for row in differing(old, new):
        if row.fixed:
            yield finding(
                "REL04",
                f"{row.path} of {row.remote.title} {row.remote.name} would change from {row.old} to {row.new}. {WHY}",
                (row.remote.because,),
                path=f"{new.name}/{row.remote.name}",
                value=row.new,
                hint=f"put the old value back, or {WAY}; {FORCED}",
                source=row.remote.because.source,
            )


def noted(last: Plan, new: Plan) -> Iterator[Diagnostic]:
    """NTE85 for each property whose change Azure refuses under a condition that the plan does not know."""
    for row in _all(last, new):
        if row.fixed.noted:
            yield _found(row, "NTE85", Severity.NOTE)


def _all(last: Plan, new: Plan) -> Iterator[Replacement]:
    """What would be replaced of what was deployed; packages that did not change are not looked at.

    A last plan that was edited so that its parts do not fit says nothing, as one that cannot be read.
    """
    before = {package.name: package for package in last.packages if not examples_in(package.subscription)}
    after = {package.name: package for package in new.packages}
    changed = [package for name, package in before.items() if after.get(name, package) != package]
    try:
        held = bodies(changed)
    except LookupError:
        return
    yield from replacements(held, bodies(after[one.name] for one in changed if one.name in after))


def _found(row: Replacement, code: str, severity: Severity) -> Diagnostic:
    name = plain(row.resource.name)
    change = f"would change from {row.old} to {row.new}"
    hint = row.fixed.way if severity is Severity.NOTE else f"put the old value back, or {row.fixed.way}; {FORCED}"
    found = finding(
        code,
        f"{row.path} of {row.package.name}/{name} {change}. {row.fixed.why}",
        row.resource.because,
        path=first_place(row.resource.because) or f"{row.package.name}/{name}",
        value=row.new,
        hint=hint,
        source=row.fixed.cited,
    )
    return replace(found, severity=severity)
