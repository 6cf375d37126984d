"""Writes what the universal bank has of the reference architecture into two pages: `python -m tests.reference_tables`.

The ten steps stand in docs/concepts.md, the parts in docs/reference-architecture.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.catalog.read import kinds
from ringfence.check.manifest import plan_of
from ringfence.pack.review.components import reference
from ringfence.pack.review.steps import Step, steps
from ringfence.pack.text.markdown import escaped
from ringfence.pack.tree import scripts
from tests.marked import ROOT, rewrite

SHORT = 80
STEPS_PAGE, STEPS_MARK = "docs/concepts.md", "the ten steps"
PARTS_PAGE, PARTS_MARK = "docs/reference-architecture.md", "the parts"
EXAMPLE = ROOT / "out" / "universal-bank"


def table() -> str:
    """The steps as a Markdown table: kinds of resources with their number, number of rules, one flow."""
    rows = (_row(step) for step in steps(plan_of(EXAMPLE)))
    return _markdown(("Step", "What happens", "Resources", "Rules", "For example"), rows)


def parts() -> str:
    """The parts as a Markdown table, as the review has it."""
    plan = plan_of(EXAMPLE)
    found = reference(plan, scripts(plan))
    return _markdown(found.columns, (tuple(map(escaped, row)) for row in found.rows))


def _markdown(columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [tuple(columns), *rows]
    lines.insert(1, ("---",) * len(lines[0]))
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), ""])


def _row(step: Step) -> tuple[str, ...]:
    titles = [kinds()[resource.kind].title for _, resource in step.resources]
    counted = (f"{titles.count(title)} x {title}" for title in dict.fromkeys(titles))
    flows = [rule.flow for rule in step.rules]
    flow = next((each for each in flows if len(each) <= SHORT), min(flows, key=len))
    return f"{step.number}", step.title, ", ".join(counted), f"{len(step.rules)}", escaped(flow)


def write() -> None:
    """Both tables into their pages."""
    rewrite(STEPS_PAGE, STEPS_MARK, table())
    rewrite(PARTS_PAGE, PARTS_MARK, parts())


if __name__ == "__main__":
    write()
