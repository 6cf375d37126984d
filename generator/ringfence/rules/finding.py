"""How a design rule reports: the path of the blueprint that caused the decision, the package and the thing."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.values import Reason

IN_BLUEPRINT = Place("", 1, 1)
"""The place of a finding whose path is one of the blueprint, until its line is looked up."""


def first_place(because: Sequence[Reason]) -> str:
    """The first blueprint path that reasons name, '' where none does."""
    return next((reason.at for reason in because if reason.at), "")


def finding(
    code: str,
    message: str,
    because: Sequence[Reason],
    *,
    path: str,
    value: object = "",
    hint: str = "",
    source: str = "",
) -> Diagnostic:
    """An error at the first path that `because` names; the pipeline finds its place in the blueprint."""
    at = first_place(because)
    return Diagnostic(
        code=code,
        message=message,
        place=IN_BLUEPRINT if at else Place(),
        path=at or path,
        value=str(value),
        hint=hint,
        source=source,
    )
