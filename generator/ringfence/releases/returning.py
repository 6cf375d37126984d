"""REL15: a package that comes back while Azure may still hold names of what was deleted with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ringfence.catalog.read import kinds
from ringfence.diagnostics import Diagnostic, Severity
from ringfence.example_ids import examples_in
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import resources
from ringfence.rules.finding import finding, first_place


def check(last: Plan, new: Plan, before: Ledger) -> Iterator[Diagnostic]:
    """A note for each resource that keeps its name after a delete, of packages that only the last plan has not.

    `before` is the ledger before this plan: what it has and the last plan lacks was taken out of the blueprint since.
    """
    there = {package.name for package in last.packages}
    for package in new.packages:
        held = before.packages.get(package.name)
        if held is not None and package.name not in there and not examples_in(held.subscription):
            yield from (_note(package, resource) for resource in resources(package) if _held(resource))


def _held(resource: Resource) -> bool:
    kind = kinds().get(resource.kind)
    return kind is not None and kind.held is not None


def _note(package: Package, resource: Resource) -> Diagnostic:
    kind = kinds()[resource.kind]
    name = plain(resource.name)
    found = finding(
        "REL15",
        f"{package.name} comes back with {kind.title} {name}. {kind.held.why if kind.held else ''}",
        package.because,
        path=first_place(package.because) or package.name,
        value=name,
        hint=f"if it was deleted, recover it before you deploy, or give another name: names: {{{resource.kind}: ...}}",
        source=kind.held.cited if kind.held else "",
    )
    return replace(found, severity=Severity.NOTE)
