"""`docs/traps.md`, a table of traps for each subject."""

from __future__ import annotations

from ringfence.catalog.known.traps import Room, Trap, rooms
from ringfence.start.page import plain
from ringfence.start.trap_texts import MEANINGS, unsure

PAGE = "traps.md"
_HEAD = """\
# Traps

A trap is a known way in which Azure refuses, undoes or silently breaks what a generator makes, and which no type and no
compiler shows. Each row was written from its source, not from our templates. `ringfence explain TRP01` prints a row.

*Held by* names the [findings](findings.md) that stop it: those of `validate` for a blueprint, those of `check` for a
generated folder, those of `generate` for a change, those of `deploy` for what Azure alone knows. *By construction* is
what every package has; a test of the same row shows it. *Accepted risk* stands in the review, because nothing in a
package can hold it. *Shown by* names the blueprint below `tests/`, the sabotage or the test in which the
trap springs and is found. *(not confirmed)*: no source read for this version confirms it, and the check of a [first
deployment](first-deployment.md) that is named there would. No row was tried against Azure.
"""


def page() -> str:
    """The page as Markdown."""
    severities = "".join(f"| {severity} | {meaning} |\n" for severity, meaning in MEANINGS.items())
    legend = f"| Severity | Meaning |\n| --- | --- |\n{severities}"
    return "\n".join([_HEAD, legend, *map(_table, rooms())])


def _table(room: Room) -> str:
    head = "| Trap | What goes wrong | What Azure does | Severity | Held by | Shown by | Source |"
    rows = "".join(_row(trap) for trap in sorted(room.traps, key=lambda trap: trap.id))
    return f"## {room.room}\n\n{head}\n{'| --- ' * 7}|\n{rows}"


def _row(trap: Trap) -> str:
    held = ", ".join(f"[{code}](findings/{code}.md)" for code in trap.holds)
    how = ". ".join(filter(None, (held, *(f"{label}: {plain(text)}" for label, text in _ways(trap) if text))))
    shown = "; ".join(map(_proof, trap.proof))
    cells = (
        trap.id,
        plain(trap.title),
        plain(trap.provider),
        trap.severity,
        how,
        shown,
        plain(trap.source) + unsure(trap),
    )
    return "| " + " | ".join(cells) + " |\n"


def _ways(trap: Trap) -> tuple[tuple[str, str], ...]:
    """How a trap is held where no finding stops it."""
    return ("By construction", trap.construction.rstrip(".")), ("Accepted risk", trap.risk)


def _proof(proof: str) -> str:
    """A blueprint or a test, as a link to its file, with the case in it."""
    file, _, case = proof.partition("::")
    path = file if file.startswith("tests/") else f"tests/{file}"
    return f"[{case or file.rpartition('/')[2]}](../{path})"
