"""Accepted risks in a terminal, and a file of decisions to begin with."""

from __future__ import annotations

from ringfence.columns import table
from ringfence.pack.review.page.risks import Open, opened
from ringfence.plan.model.package import Plan
from ringfence.releases.release import Release
from ringfence.reporting import visible

_HEAD = """\
# Who accepted which risk of the plan, until when. Take a risk out of the comments once it is decided:
#   - risk: tls-inspection
#     acceptedBy: Head of Network Security
#     accepted: 2027-01-31
#     until: 2027-12-31
#     ticket: CHG0042
# `at` limits a decision to one package, or to the path of one place.
version: 1
decisions: []
"""


def listed(plan: Plan, release: Release, width: int) -> str:
    """The risks of a plan as a table of at most `width` columns: severity, id, places, decision."""
    rows = [("Severity", "Risk", "Where", "Accepted")]
    rows += [(one.severity, one.id, ", ".join(one.packages), one.decision) for one in opened(plan, release)]
    return "\n".join(table([[visible(cell) for cell in row] for row in rows], width)) + "\n"


def beginning(plan: Plan) -> str:
    """The text of a file of decisions in which every risk of the plan stands as a comment."""
    return _HEAD + "".join(map(_comment, opened(plan, Release())))


def _comment(one: Open) -> str:
    return f"# {one.severity:<6} {one.id}: {one.title} ({', '.join(one.packages)})\n"
