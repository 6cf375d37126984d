"""Traps: known ways in which Azure refuses, undoes or silently breaks what a generator makes, from `facts/traps/`."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from ringfence.assets import root
from ringfence.catalog.files import parsed
from ringfence.catalog.part import Sourced, Spec

ID = r"TR[P-Z][0-9]{2,3}"
"""How the id of a trap is written, such as TRP01 or TRP200. An id is never given to another trap."""
Severity = Literal["refused", "undone", "broken silently", "open"]


class Trap(Sourced):
    """One trap.

    `title` says what goes wrong, `provider` what Azure does, with its code where it is known. `holds` are the finding
    codes that hold it; `construction` says what every plan has, so that it does not spring; `risk` is how the accepted
    risk begins that the review tells it as, where nothing can hold it. `proof` names what shows it: `invalid/<file>` or
    `noted/<file>` (a blueprint below `tests/`), `<test file>::<test>`, or `<test file>::<name of a case in it>`.
    `since` is the first version of Ringfence that holds it.
    """

    id: str = Field(pattern=f"^{ID}$")
    title: str
    provider: str
    severity: Severity
    holds: tuple[str, ...] = ()
    construction: str = ""
    risk: str = ""
    proof: tuple[str, ...] = Field(min_length=1)
    source: str
    since: str = Field(pattern=r"^\d+\.\d+\.\d+$")

    @model_validator(mode="after")
    def held(self) -> Trap:
        """Refuses a trap that no finding, no plan and no review holds."""
        if not (self.holds or self.construction or self.risk):
            raise ValueError(f"{self.id} is held by no finding, by no plan and by no review")
        return self


class Room(Spec):
    """The traps of one subject: a file of the folder."""

    room: str
    traps: tuple[Trap, ...] = Field(min_length=1)


@cache
def rooms() -> tuple[Room, ...]:
    """Every subject, in order of file name; raises ValidationError for a file that is none."""
    files = sorted((root() / "templates" / "facts" / "traps").glob("*.yaml"))
    return tuple(Room.model_validate(parsed(file)) for file in files)


def traps() -> dict[str, Trap]:
    """Every trap, by id."""
    return {trap.id: trap for room in rooms() for trap in room.traps}


def held_by(code: str) -> tuple[Trap, ...]:
    """The traps that a finding code holds, in order of id."""
    return tuple(sorted((trap for trap in traps().values() if code in trap.holds), key=lambda trap: trap.id))
