"""What a migration leaves to people, and what they have said beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Undecided:
    """A part of the new blueprint that version 1 does not decide.

    `path` is its keyed path in version 2, `sentence` says what to write there, and why version 1 did not say it.
    """

    path: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Given:
    """What is written on every connection that does not say it; '' and None leave the key out."""

    owner: str = ""
    review_by: date | None = None
    reason: str = ""
