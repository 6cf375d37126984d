"""Widths of columns and heights of rows, so that a sheet can be read on a screen and on a page across.

Heights are written because not every program makes a row as high as its wrapped text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from ringfence.pack.review.tables import Table

LINE = 12.5
"""Points that a line of text at 9 points takes."""
HIGHEST = 409
"""Most points of a row. Source: Microsoft support, "Excel specifications and limits"."""
_LINES = int(HIGHEST // LINE)
_NARROW, _WIDE = 7, 100
_COLUMN = 16
"""Characters that a column has at least where it wants more, however many there are."""
_PAGES = (220, 280, 340, 400)
"""Characters that lie side by side on a page across: as few as possible, so that print stays large."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths in characters and heights in points, and how many pages lie side by side in print."""

    widths: tuple[int, ...]
    heights: tuple[float, ...]

    @property
    def pages(self) -> int:
        """One, as long as its print can be read."""
        wide = sum(self.widths)
        return 1 if wide <= _PAGES[-1] else -(-wide // _PAGES[0])


def layout(table: Table) -> Layout:
    """The layout of a table: the narrowest page on which no row is higher than Excel allows."""
    wanted = _wanted(table)
    least = sum(min(_COLUMN, each) for each in wanted)
    for page in [each for each in _PAGES if each >= least] or [least]:
        widths = _within(wanted, page)
        lines = [_lines(row, widths) for row in table.rows]
        if max(lines, default=0) <= _LINES:
            break
    return Layout(widths, tuple(min(HIGHEST, LINE * count + 3) for count in lines))


def _wanted(table: Table) -> list[int]:
    """The width with which no cell of a column wraps; a head wraps, but has room for the button of its filter."""
    found = [max(map(len, name.split())) + 3 for name in table.columns]
    for row in table.rows:
        for column, cell in enumerate(row[: len(found)]):
            found[column] = max(found[column], len(cell) + 1)
    return [min(_WIDE, max(_NARROW, width)) for width in found]


def _within(wanted: Sequence[int], page: int) -> tuple[int, ...]:
    """The widths, the widest ones cut to one measure so that together they fit a page."""
    measures = range(_WIDE, _NARROW, -1)
    most = next((most for most in measures if sum(min(most, each) for each in wanted) <= page), _NARROW)
    return tuple(min(most, each) for each in wanted)


def _lines(row: Sequence[str], widths: Sequence[int]) -> int:
    """The lines of the cell with most of them. A width counts letters of 11 points, of which 9 points hold more."""
    room = [int(width * 1.15) for width in widths]
    cells = zip(row, room, strict=False)
    return max((len(wrap(cell, most)) if len(cell) > most else 1 for cell, most in cells), default=1)
