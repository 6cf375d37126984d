"""RSK07: the decisions about risks that a folder records are those of the file beside the blueprint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.releases.release import NAME, Release, read_release


def unrecorded(folder: Path, given: Release) -> Iterator[Diagnostic]:
    """A finding for each decision that only one side has, or both otherwise; none for a folder without a release."""
    try:
        recorded = read_release((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return
    here, there = set(recorded.accepted), set(given.accepted)
    for one in sorted(here - there):
        yield _finding(one, "has a decision that the file beside the blueprint has not")
    for one in sorted(there - here):
        yield _finding(one, "lacks a decision of the file beside the blueprint")


def _finding(one: Acceptance, what: str) -> Diagnostic:
    where = f" at {one.at}" if one.at else ""
    return Diagnostic(
        code="RSK07",
        message=f"{NAME} {what}: {one.risk}{where}, accepted by {one.by} until {one.until}, {one.ticket}",
        place=Place(NAME),
        path=one.risk,
        value=one.ticket,
        hint="Run `ringfence generate` again, so that the review shows what was decided.",
        source="rule of the house: the review shows the decisions of the file, and no others",
    )
