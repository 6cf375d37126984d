"""The ledger's file beside a blueprint: read, and refused when it cannot be trusted."""

from __future__ import annotations

from pathlib import Path

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.document import Document, load
from ringfence.output import left_behind
from ringfence.plan.context.ledger import Ledger, foreign, read, unlike


def held_ledger(document: Document, held: Path, institution: str) -> Ledger:
    """The ledger of a blueprint, empty when there is none yet; raises Rejected for one that cannot be trusted."""
    if left := left_behind(held):
        raise Rejected(Report.of([_moved_away(held, left)]))
    if not held.exists():
        return Ledger()
    try:
        found = load(held)
    except Rejected as rejected:
        raise Rejected(unlike(rejected.report)) from None
    ledger = read(found)
    if wrong := foreign(document, found, ledger, institution):
        raise Rejected(Report.of([wrong]))
    return ledger


def _moved_away(held: Path, left: Path) -> Diagnostic:
    """The finding for a ledger that a run was about to replace when it was killed; without it all would be anew."""
    return Diagnostic(
        code="LED01",
        message=f"the ledger is missing, and a run that was killed has left it as {left.name}",
        place=Place(str(held)),
        hint=f"rename it to {held.name}, then run the same command again",
        source="rule of the house: what was handed out is not handed out anew",
    )
