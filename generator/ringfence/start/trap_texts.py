"""What `explain` says of a trap, and which traps a finding code holds."""

from __future__ import annotations

from ringfence.blueprint.suggestion import closest
from ringfence.catalog.known.traps import Trap, held_by, traps
from ringfence.columns import wrapped
from ringfence.start.finding_texts import WIDEST

MEANINGS = {
    "refused": "Azure refuses the deployment or the change",
    "undone": "Azure or the next deployment takes it back",
    "broken silently": "Azure accepts it, and it does not work",
    "open": "Azure accepts it, and more is open than was meant",
}
"""What each severity means."""


def labelled_trap(trap: Trap) -> dict[str, str]:
    """The texts of a trap by label, in the order of `explain`; empty ones are left out."""
    texts = {
        "What Azure does": trap.provider,
        "Severity": f"{trap.severity}: {MEANINGS[trap.severity]}.",
        "Held by": ", ".join(trap.holds),
        "By construction": trap.construction,
        "Accepted risk": trap.risk,
        "Shown by": ", ".join(trap.proof),
        "Source": f"{trap.source}{unsure(trap)}.",
        "Since": trap.since,
    }
    return {label: text for label, text in texts.items() if text}


def unsure(trap: Trap) -> str:
    """The mark behind a source that does not settle a trap, with the check that would; '' behind any other."""
    return "" if trap.confirmed else f" (not confirmed; {trap.check} would)"


def told_trap(trap: Trap, width: int = WIDEST) -> str:
    """A trap as `explain` prints it for a width in columns: what goes wrong, then its texts."""
    rows = [f"{trap.id}  {trap.title}", *(f"  {label}: {text}" for label, text in labelled_trap(trap).items())]
    return "".join(f"{line}\n" for row in rows for line in wrapped(row, min(width, WIDEST), "  "))


def sprung(code: str) -> str:
    """The traps that a finding code holds, a sentence each; '' when it holds none."""
    return " ".join(f"{trap.id}: {trap.title}" for trap in held_by(code))


def near_trap(name: str) -> str | None:
    """The id of a trap that is nearest to a misspelt one; None when none is near."""
    return closest(name, traps())
