"""What a blueprint can begin with, and the first question: with which of these."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ringfence.assets import BLANK, starting_points
from ringfence.start.blank import Blank
from ringfence.start.questions import Answers, Beginning, Question, answered
from ringfence.start.starter import Example

FROM = "from"
"""The key of the first question."""
ABOUT = {
    BLANK: "an institution of your own: stages, teams, a lake, VPN and groups are asked for",
    "quickstart": "one hub and one landing zone for machine learning, in production",
    "regional-bank": "dev and prod of one team, ExpressRoute, VPN, approved egress",
    "insurer": "two teams with dev and prod, VPN, a lake, a claims model, Power BI over a gateway",
    "universal-bank": "several teams, inference, Databricks, a lake and who reads it, a bastion",
}
"""What each beginning is, in one line."""


class Chosen:
    """A beginning that is itself asked for."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """With what to begin, and then what that asks."""
        first = _first()
        yield first
        yield from begun(answered(answers, first)[0]).questions(answers)

    def text(self, answers: Answers) -> str:
        """The text of the chosen beginning."""
        return begun(answered(answers, _first())[0]).text(answers)


@cache
def begun(start: str) -> Beginning:
    """The beginning of a name."""
    return Blank() if start not in starting_points() or start == BLANK else Example.named(start)


def _first() -> Question:
    starts = tuple(starting_points())
    width = max(map(len, starts))
    lines = ("A blueprint can begin with:", *(f"  {each:{width}}  {ABOUT[each]}" for each in starts))
    return Question(FROM, "Begin with", BLANK, choices=starts, lines=lines)
