"""What `explain` says: the page of a finding code, or the reasons of a thing in a plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ringfence.load.document import Document
from ringfence.pack.review.explain import explained, suggestions
from ringfence.pipeline import decide
from ringfence.start.finding_texts import CODE, codes, near, told


def of_code(code: str, width: int) -> str:
    """What a finding code means, for a width in columns; raises UsageError for one that does not exist."""
    found = codes().get(code.upper())
    if found is not None:
        return told(found, width)
    if not CODE.fullmatch(code.upper()):
        raise click.UsageError(f"{code!r} is no finding code; to explain something of a blueprint, name both")
    close = near(code)
    raise click.UsageError(f"there is no finding code {code!r}" + (f"; did you mean {close}?" if close else ""))


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
