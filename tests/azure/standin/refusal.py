"""What the stand-in refuses, in the words of Azure Resource Manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a request cannot be taken."""

    code: str
    message: str


class Refused(Exception):  # noqa: N818 - an answer of the service, not a fault of it
    """A request that Azure would answer with 400; carries every problem at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)

    def body(self) -> Body:
        """The problems as the error of an answer; several stand as details of one."""
        rows: list[Body] = [{"code": problem.code, "message": problem.message} for problem in self.problems]
        if len(rows) == 1:
            return rows[0]
        return {"code": "MultipleErrorsOccurred", "message": f"{len(rows)} errors occurred.", "details": rows}
