"""What `plan` shows: one screen, or the tables that were asked for by name or by package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from ringfence.blueprint.suggestion import did_you_mean
from ringfence.pack.text.terminal import named, of_packages, printed, slug, summary
from ringfence.plan.model.package import Plan


def shown(
    plan: Plan, blueprint: str, tables: Sequence[str], packages: Sequence[str], width: int, *, whole: bool
) -> str:
    """The text: one screen when nothing is asked for. Raises UsageError for a table or package that is not there."""
    if not (tables or packages or whole):
        return summary(plan, blueprint, width)
    found = named(plan)
    for name in tables:
        _known("table", slug(name), found)
    for name in packages:
        _known("package", name, [package.name for package in plan.packages])
    chosen = [found[name] for name in dict.fromkeys(map(slug, tables))] or list(found.values())
    kept = list(of_packages(chosen, packages)) if packages else chosen
    if not kept:
        raise click.UsageError(f"{', '.join(tables)}: no row is about {', '.join(packages)}; leave --package out")
    return printed(kept, width)


def _known(what: str, name: str, known: Iterable[str]) -> None:
    words = tuple(known)
    if name not in words:
        raise click.UsageError(f"the plan has no {what} {name!r}; {did_you_mean(name, words, 'there are')}")
