"""How a design rule reports: the line of the blueprint that caused the decision, the package and the thing."""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.values import Reason


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
    """An error at the first line that `because` names; the file is whichever the plan was made from."""
    at = next((reason for reason in because if reason.line), None)
    return Diagnostic(
        code=code,
        message=message,
        place=Place("", at.line if at else 0, 1 if at else 0),
        path=at.at if at and at.at else path,
        value=str(value),
        hint=hint,
        source=source,
    )
