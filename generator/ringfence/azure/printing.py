"""What the commands print: text for people, JSON for programs, Markdown for a pull request."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from ringfence.azure import summary
from ringfence.azure.preview.run import Look
from ringfence.azure.rollout import Rollout
from ringfence.diagnostics import Report
from ringfence.pack.text.markdown import environment
from ringfence.plan.model.package import Plan
from ringfence.reporting import as_json, visible


class Form(StrEnum):
    """What is printed on standard output; FINDINGS leaves it to them."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    FINDINGS = "findings"


def report(looks: Sequence[Look]) -> Report:
    """The findings of all previews."""
    return Report.of(finding for look in looks for finding in look.findings)


def previews(form: Form, plan: Plan, looks: Sequence[Look]) -> str:
    """The previews in the form that was asked for."""
    if form is Form.JSON:
        return _json({"packages": [summary.plain(look) for look in looks]}, report(looks))
    if form is Form.MARKDOWN:
        return summary.markdown(plan, looks)
    return summary.text(looks) if form is Form.TEXT else ""


def rollout(form: Form, plan: Plan, run: Rollout) -> str:
    """How far each package has come, in the form that was asked for."""
    rows = [{"package": name, "state": state.value} for name, state in run.states.items()]
    if form is Form.JSON:
        return _json({"packages": rows}, run.report)
    if form is Form.MARKDOWN:
        template = environment().get_template("deployed.md.j2")
        return template.render(plan=plan, rows=rows, findings=run.report.findings)
    text = "".join(f"{visible(row['package'])}: {row['state']}\n" for row in rows)
    return text if form is Form.TEXT else ""


def _json(result: dict[str, object], found: Report) -> str:
    return json.dumps({**json.loads(as_json(found)), **result}, indent=2) + "\n"
