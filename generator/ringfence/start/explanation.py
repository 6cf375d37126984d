"""What `explain` says: the page of a finding code, a trap, or the reasons of a thing in a plan."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import click

from ringfence.catalog.known.traps import ID, held_by, traps
from ringfence.load.document import Document
from ringfence.pack.review.explain import explained, suggestions
from ringfence.pipeline import decide
from ringfence.start.finding_texts import CODE, codes, near, told
from ringfence.start.trap_texts import near_trap, sprung, told_trap


def of_code(code: str, width: int, *, as_json: bool = False) -> str:
    """What a finding code or the id of a trap means, for a width in columns, or as JSON.

    Raises UsageError for one that does not exist.
    """
    name = code.upper()
    if re.fullmatch(ID, name):
        return _of_trap(name, width, as_json=as_json)
    found = codes().get(name)
    if found is None:
        raise click.UsageError(_unknown(code))
    held = {"traps": [trap.id for trap in held_by(found.code)]}
    return _spelled(found.model_dump(mode="json") | held) if as_json else told(found, width, sprung(found.code))


def _of_trap(name: str, width: int, *, as_json: bool) -> str:
    trap = traps().get(name)
    if trap is None:
        close = near_trap(name)
        raise click.UsageError(f"there is no trap {name!r}" + (f"; did you mean {close}?" if close else ""))
    return _spelled(trap.model_dump(mode="json")) if as_json else told_trap(trap, width)


def _spelled(row: dict[str, object]) -> str:
    return json.dumps(row, indent=2) + "\n"


def _unknown(code: str) -> str:
    """What is said of a word that is no finding code."""
    if not CODE.fullmatch(code.upper()):
        return f"{code!r} is no finding code; to explain something of a blueprint, name both"
    close = near(code)
    return f"there is no finding code {code!r}" + (f"; did you mean {close}?" if close else "")


def of_name(blueprint: Path, name: str) -> str:
    """Why something in a plan is as it is; raises UsageError for a name that the plan has not, and Rejected."""
    decided = decide(blueprint)
    text = explained(decided.plan, name, partial(_where, decided.document))
    if text:
        return text
    near_names = suggestions(decided.plan, name)
    hint = f"; did you mean {', '.join(near_names)}?" if near_names else ""
    raise click.UsageError(f"the plan has nothing called {name!r}{hint}")


def _where(document: Document, path: str) -> str:
    """The file and line of a path of the blueprint, or of the nearest part of it that stands there."""
    place = document.places.found(path)
    return f"{document.name}:{place.line}" if place else document.name
