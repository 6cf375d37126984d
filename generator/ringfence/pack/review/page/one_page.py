"""REVIEW.md: one page that an approver reads, each part made from the plan and from what was decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from ringfence import __version__
from ringfence.pack.review.page.changes import changes
from ringfence.pack.review.page.data import access
from ringfence.pack.review.page.risks import OPEN, SEVERITIES, Open, opened
from ringfence.pack.review.page.rows_files import RowsFile
from ringfence.pack.review.page.ways_in import ways_in
from ringfence.pack.review.page.ways_out import Way, ways_out
from ringfence.pack.review.tables import UNCONFIRMED
from ringfence.pack.text.markdown import environment, escaped, span, table
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.release import Release

MOST = 18
"""Rows of a table on the page. Of risks the others follow in a paragraph; of other tables a last row counts them."""


def one_page(plan: Plan, name: str, approval: str, release: Release, files: Sequence[RowsFile]) -> str:
    """The text of REVIEW.md; `name` is the blueprint's file, `files` are those that hold the rows."""
    risks = opened(plan, release)
    counted = Counter(one.severity for one in risks)
    facts = [row for file in files for one in file.tables if one.title == UNCONFIRMED for row in one.rows]
    said = {
        "plan": plan,
        "name": span(name),
        "approval": approval,
        "version": __version__,
        "resources": sum(1 for package in plan.packages for _ in resources(package)),
        "count": len(plan.packages),
        "packages": ", ".join(package.name for package in plan.packages),
        "changes": changes(release.since),
        "ways_in": _ways(ways_in(plan), ("Way in", "To", "From", "Held by")),
        "ways_out": _ways(ways_out(plan), ("Way out", "For", "To", "Held by")),
        "risks_in": _named(one for one in risks if one.way == "in"),
        "risks_out": _named(one for one in risks if one.way == "out"),
        "data": _data(plan),
        "counted": ", ".join(f"{counted[severity]} {severity}" for severity in SEVERITIES),
        "undecided": sum(OPEN in one.decision for one in risks),
        "risks": len(risks),
        "severities": [_of_severity(severity, risks) for severity in SEVERITIES if counted[severity]],
        "unconfirmed": len(facts),
        "checks": _checks(check for _, _, check in facts),
        "links": Code(", ".join(f"[{escaped(one.title)}]({one.path})" for one in files)),
    }
    return environment().get_template("review.md.j2").render(**said)


def _cut(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Code:
    """A table of at most MOST rows, of which the last says how many more there are; '' for none."""
    if not rows:
        return Code("")
    more = len(rows) - MOST
    shown = rows if more <= 0 else [*rows[: MOST - 1], (f"and {more + 1} more", *[""] * (len(columns) - 1))]
    return table(columns, shown)


def _ways(found: Iterable[Way], columns: Sequence[str]) -> Code:
    return _cut(columns, [astuple(one) for one in found])


def _data(plan: Plan) -> Code:
    rows = [
        (one.container, one.account, ", ".join(one.read) or "-", ", ".join(one.write) or "-") for one in access(plan)
    ]
    return _cut(("Data", "Account", "May read", "May read and write"), rows)


def _where(one: Open) -> str:
    """The packages of a risk, with the number of its places where a package has several."""
    places = f" ({one.places} places)" if one.places > len(one.packages) else ""
    return f"{', '.join(one.packages)}{places}"


def _of_severity(severity: str, risks: Iterable[Open]) -> dict[str, str | bool]:
    """The risks of a severity, each once: the first in a table, further ones and all of low severity in a paragraph."""
    found = [one for one in risks if one.severity == severity]
    shown = 0 if severity == "low" else MOST
    rows = [(one.id, one.title, _where(one), one.decision) for one in found[:shown]]
    first = table(("Risk", "What stays open", "Where", "Accepted"), rows) if rows else Code("")
    others = _list(found[shown:])
    return {"title": severity.capitalize(), "table": first, "others": others, "both": bool(first and others)}


def _list(found: Iterable[Open]) -> str:
    """Risks in one paragraph: id, places, and the decision where there is one."""
    rows = [f"{one.id} ({_where(one)}{'' if one.decision == OPEN else f'; {one.decision}'})" for one in found]
    return "; ".join(rows)


def _named(found: Iterable[Open]) -> str:
    return "; ".join(f"{one.id} ({', '.join(one.packages)})" for one in found)


def _checks(named: Iterable[str]) -> str:
    """The checks that would confirm what is not, with the number of facts of each."""
    return ", ".join(f"{check} ({count})" for check, count in sorted(Counter(named).items()))
