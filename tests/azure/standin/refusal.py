"""What the stand-in refuses, in the words of Azure Resource Manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a request cannot be taken, or why a resource could not be written; `target` is its id.

    `more` are further members of the error, such as additionalInfo.
    """

    code: str
    message: str
    target: str = ""
    more: Body = field(default_factory=dict)

    def body(self) -> Body:
        """The problem as a row of an error."""
        row: Body = {"code": self.code, "message": self.message, **self.more}
        return {**row, "target": self.target} if self.target else row


class Refused(Exception):  # noqa: N818 - an answer of the service, not a fault of it
    """A request that Azure would not take; carries every problem at once.

    `heading` is the error that the problems are details of; without it a single problem is the error itself.
    """

    def __init__(self, problems: Sequence[Problem], status: int = 400, heading: Problem | None = None) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)
        self.status = status
        self._heading = heading

    def body(self) -> Body:
        """The problems as the error of an answer; several stand as details of one."""
        rows = [problem.body() for problem in self.problems]
        if self._heading is None and len(rows) == 1:
            return rows[0]
        heading = self._heading or Problem("MultipleErrorsOccurred", f"{len(rows)} errors occurred.")
        return {**heading.body(), "details": rows}
