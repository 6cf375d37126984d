"""Text for a width: paragraphs that wrap between words, tables whose cells wrap, or rows as stacked cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

PAGE = 120
"""Columns of a text that goes to a file or another program, so that it is the same everywhere."""
NARROWEST = 40
"""Columns that every text takes at least; a terminal with fewer breaks the lines itself."""
_GAP = 2
# A command between backticks is one word, so that it can be copied.
_WORD = re.compile(r"(?:`[^`]*`|\S)+")
Row = Sequence[str]


def length(text: str) -> int:
    """The columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) != 0 for each in text)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A text as lines of at most `width` columns, those after the first indented; a word is never broken."""
    if length(text) <= width:
        return [text]
    lines, line = [], text[: len(text) - len(text.lstrip())]
    for word in _WORD.findall(text):
        if line.strip() and length(line) + 1 + length(word) > width:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line.strip() else line + word
    return [*lines, line]


def table(rows: Sequence[Row], width: int, indent: str = "") -> list[str]:
    """Rows in columns, the first row as their heads; stacked when the longest words leave no room beside each other."""
    room = width - len(indent)
    widths = fitted(rows, room)
    lines = chain.from_iterable(_grid(rows, widths)) if widths else _stacked(rows, room)
    return [f"{indent}{line}".rstrip() for line in lines]


def fitted(rows: Sequence[Row], room: int) -> list[int]:
    """The width of each column, so that all fit into the room with every word whole; empty when they cannot."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(_longest, column)) for column in columns]
    widths = [max(map(length, column)) for column in columns]
    room -= _GAP * (len(columns) - 1)
    if sum(least) > room:
        return []
    while (over := sum(widths) - room) > 0:
        # The widest column that may shrink gives what is over, down to the next widest of them.
        free = [index for index in range(len(widths)) if widths[index] > least[index]]
        widest = max(free, key=lambda index: widths[index])
        others = [widths[index] for index in free if widths[index] < widths[widest]]
        floor = max(least[widest], max(others, default=0), widths[widest] - over)
        widths[widest] = min(floor, widths[widest] - 1)
    return widths


def _longest(cell: str) -> int:
    return max(map(length, _WORD.findall(cell)), default=0)


def aligned(rows: Sequence[Row], room: int) -> Iterator[list[str]]:
    """Each row as lines with its cells in columns that fit into the room, and so does every word if it can."""
    yield from _grid(rows, fitted(rows, room) or [max(map(_longest, column)) for column in zip(*rows, strict=True)])


def _grid(rows: Iterable[Row], widths: Sequence[int]) -> Iterator[list[str]]:
    for row in rows:
        cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        lines = zip_longest(*cells, fillvalue="")
        yield [(" " * _GAP).join(map(_padded, line, widths)).rstrip() for line in lines]


def _stacked(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Each row as lines of a head and a cell, with an empty line between rows; cells without text are left out."""
    heads, *others = rows
    left = max(map(length, heads)) + _GAP
    for number, row in enumerate(others):
        if number:
            yield ""
        for head, cell in zip(heads, row, strict=True):
            if cell and cell != "-":
                yield from _labelled(head, cell, left, width)


def _labelled(head: str, cell: str, left: int, width: int) -> Iterator[str]:
    """A head and its cell beside it; below it when a word needs the room."""
    if _longest(cell) > width - left:
        yield head
        yield from (f"{' ' * _GAP}{line}" for line in wrapped(cell, width - _GAP))
    else:
        first, *more = wrapped(cell, width - left)
        yield f"{_padded(head, left)}{first}"
        yield from (" " * left + line for line in more)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - length(text))
