"""What a check found out. No text in it comes from Azure or from a plan but words of Microsoft's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Whether a fact holds; a check that could not be made says nothing about it."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a check; `reason` is a sentence of this room, '' where the fact is confirmed.

    `codes` are error codes, `seen` other words of Microsoft's that tell more (states, types, paths of properties), and
    `asked` is how many things the check looked at.
    """

    outcome: Outcome
    reason: str = ""
    codes: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    asked: int = 1


def confirmed(*seen: str) -> Result:
    """The fact holds."""
    return Result(Outcome.CONFIRMED, seen=seen)


def refuted(reason: str, codes: Iterable[str] = (), seen: Iterable[str] = ()) -> Result:
    """The fact does not hold, for a reason."""
    return Result(Outcome.REFUTED, reason, tuple(codes), tuple(seen))


def unchecked(reason: str, codes: Iterable[str] = (), seen: Iterable[str] = (), *, asked: int = 1) -> Result:
    """Nothing is known about the fact, for a reason."""
    return Result(Outcome.NOT_CHECKED, reason, tuple(codes), tuple(seen), asked)


def together(results: Collection[Result], nothing: str) -> Result:
    """The result of all things that a check looked at: the worst one's; `nothing` is the reason where there are none.

    One refutation refutes; otherwise one thing that could not be checked leaves the fact open.
    """
    for outcome in (Outcome.REFUTED, Outcome.NOT_CHECKED, Outcome.CONFIRMED):
        of_it = [result for result in results if result.outcome is outcome]
        if of_it:
            codes = dict.fromkeys(code for result in of_it for code in result.codes)
            seen = dict.fromkeys(word for result in of_it for word in result.seen)
            return Result(outcome, of_it[0].reason, tuple(codes), tuple(seen), len(results))
    return unchecked(nothing, asked=0)
