"""The plan as a person reads it in a terminal: one screen, or tables of the review without their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ringfence.columns import PAGE, table, wrapped
from ringfence.pack.review.review import tables
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY, text
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources
from ringfence.reporting import visible

MOST = 8
"""Packages that the one screen shows."""
COUNTED = ("Security rules", "Firewall rules", "Role assignments", "Egress flows", "Accepted risks", "Not confirmed")
"""Tables whose rows the one screen counts; a table without rows counts as none."""


def named(plan: Plan) -> dict[str, Table]:
    """The tables of a plan by the names that a command line gives them, in order of reading."""
    return {slug(each.title): each for each in tables(plan)}


def slug(title: str) -> str:
    """The name of a table on a command line: `Security rules` is `security-rules`."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def of_packages(found: Iterable[Table], packages: Sequence[str]) -> Iterator[Table]:
    """The tables with the rows of these packages; a table that is about no package in particular is left out."""
    for each in found:
        if "Package" in each.columns:
            at = each.columns.index("Package")
            if rows := tuple(row for row in each.rows if row[at] in packages):
                yield replace(each, rows=rows)


def printed(found: Iterable[Table], width: int = PAGE) -> str:
    """Tables as text of at most `width` columns, and harmless to a terminal; only a longer word is wider."""
    parts = ["\n".join([each.title, *_lines(each, width)]) for each in found]
    return "\n\n".join([*parts, "\n".join(wrapped(_MORE, width))]) + "\n"


_MORE = "`explain BLUEPRINT NAME` says why; the review of `generate` has every reason, path and source."


def summary(plan: Plan, blueprint: str, width: int = PAGE) -> str:
    """The plan on one screen: packages, networks, what is counted, and the names of the tables."""
    found = named(plan)
    size = sum(1 for package in plan.packages for _ in resources(package))
    bank = plan.institution
    lines = [*wrapped(visible(f"{bank.name} ({bank.code}): {len(plan.packages)} packages, {size} resources"), width)]
    rows = _packages(plan)
    lines += ["", *table(rows[: MOST + 1], width)]
    if more := len(rows[MOST + 1 :]):
        lines += [f"... and {more} more: --table packages, --table addresses"]
    counts = [(title, found[slug(title)].rows if slug(title) in found else ()) for title in COUNTED]
    counted = ", ".join(f"{title.lower()} {len(rows)}" for title, rows in counts)
    taken = len(plan.defaults)
    lines += ["", *wrapped(f"Counts: {counted}, defaults taken {taken}, findings 0", width, "  ")]
    lines += ["", *wrapped(f"Tables: {', '.join(found)}", width, "  ")]
    lines += wrapped(f"`ringfence plan {visible(blueprint)} --table NAME` prints one, `--all` prints all.", width, "  ")
    return "\n".join(lines) + "\n"


def _packages(plan: Plan) -> list[tuple[str, ...]]:
    """Of each package its region, how many resources, and the networks with their prefixes."""
    rows: list[tuple[str, ...]] = [("Package", "Region", "Resources", "Network", "Prefix")]
    for package in plan.packages:
        networks = [network for module in package.modules for network in module.networks]
        names, prefixes = text([n.resource.name for n in networks]), text([n.prefix for n in networks])
        size = sum(1 for _ in resources(package))
        rows.append((package.name, text(package.location), str(size), names or "-", prefixes or "-"))
    return rows


def _lines(each: Table, width: int) -> list[str]:
    shown = [at for at, column in enumerate(each.columns) if column not in WHY or each.title == "Accepted risks"]
    cells = [[visible(row[at]) for at in shown] for row in (each.columns, *each.rows)]
    return table(cells, width)
