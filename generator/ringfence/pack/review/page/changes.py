"""What changed since the release that was approved before, as `ringfence diff` tells it, a row a kind of change."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.pack.difference.sections import TITLES
from ringfence.pack.removal.pages import BACKOUT, REMOVAL
from ringfence.pack.text.markdown import span, table
from ringfence.plan.model.values import Code
from ringfence.releases.diff.change import Section
from ringfence.releases.since.since import Since, Told

FIRST = Code("No earlier release was given, so that this page compares with none.")
COLUMNS = ("What", "Rows", "Packages", "First of them")
_LONGEST = 120
_LINKS = Code(
    f"`ringfence diff` of both folders has every row. [Commands for what leaves]({REMOVAL}) and"
    f" [those that undo the release]({BACKOUT}) follow from the two plans."
)


@dataclass(frozen=True, slots=True)
class Changes:
    """A sentence, a table, and where every row is; the last two may be empty."""

    said: Code
    table: Code | str = ""
    links: Code | str = ""


def changes(since: Since | None) -> Changes:
    """What differs from the release before; where none is known, that this page compares with none."""
    if since is None:
        return Changes(FIRST)
    named = f"the release {span(since.approval)}" if since.approval else "the release before, which has no digest,"
    by = f"Ringfence {since.version}" if since.version else "a version of Ringfence that is not known"
    if not since.changes:
        return Changes(Code(f"The plan and its decisions are those of {named} by {by}."), links=_LINKS)
    total = sum(one.count for one in since.changes)
    differ = "1 row differs" if total == 1 else f"{total} rows differ"
    said = Code(f"{differ} from {named} by {by}. A row stands in the first of these kinds that it fits.")
    return Changes(said, table(COLUMNS, map(_row, since.changes)), _LINKS)


def _row(one: Told) -> tuple[str, ...]:
    more = one.count - len(one.first)
    names = [*map(_short, one.first), *([f"and {more} more"] if more > 0 else [])]
    return TITLES[Section(one.section)], str(one.count), ", ".join(one.packages) or "-", "; ".join(names)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
