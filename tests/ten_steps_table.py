"""Writes the ten steps of the universal bank into docs/concepts.md: `python -m tests.ten_steps_table`."""

from __future__ import annotations

from ringfence.catalog.read import kinds
from ringfence.check.manifest import plan_of
from ringfence.pack.review.steps import Step, steps
from ringfence.pack.text.markdown import escaped
from tests.marked import ROOT, rewrite

SHORT = 80
PAGE, MARK = "docs/concepts.md", "the ten steps"


def table() -> str:
    """The steps as a Markdown table: kinds of resources with their number, number of rules, one flow."""
    rows = [_row(step) for step in steps(plan_of(ROOT / "out" / "universal-bank"))]
    return "\n".join(
        ["| Step | What happens | Resources | Rules | For example |", "| --- | --- | --- | --- | --- |", *rows, ""]
    )


def _row(step: Step) -> str:
    titles = [kinds()[resource.kind].title for _, resource in step.resources]
    counted = (f"{titles.count(title)} x {title}" for title in dict.fromkeys(titles))
    flows = [rule.flow for rule in step.rules]
    flow = next((each for each in flows if len(each) <= SHORT), min(flows, key=len))
    return f"| {step.number} | {step.title} | {', '.join(counted)} | {len(step.rules)} | {escaped(flow)} |"


if __name__ == "__main__":
    rewrite(PAGE, MARK, table())
