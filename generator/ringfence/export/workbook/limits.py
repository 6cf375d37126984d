"""What a sheet of Excel holds: names, cells and rows. What is too much is cut, and the cut says so.

Source: Microsoft support, "Excel specifications and limits" (characters of a cell, rows of a sheet) and "Rename a
worksheet" (characters of a name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME = 31
CELL = 32_767
ROWS = 1_048_576
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = {"history", ""}


def sheet_names(titles: Iterable[str]) -> tuple[str, ...]:
    """A name for the sheet of each title: allowed, at most 31 characters, and none twice whatever its case."""
    taken = set(_RESERVED)
    names = []
    for title in titles:
        whole = _FORBIDDEN.sub(" ", title).strip("' ")
        name, number = _short(whole, ""), 1
        while name.lower() in taken:
            number += 1
            name = _short(whole, f" {number}")
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def _short(name: str, end: str) -> str:
    """A name with its end; three dots stand for what does not fit."""
    most = NAME - units(end)
    return (name if units(name) <= most else f"{cut(name, most - 1).rstrip()}…") + end


def units(text: str) -> int:
    """The length of a text as Excel counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """The first units of a text; half a character is left out."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def fitted(text: str, whole: str) -> str:
    """A text as one cell; of one that is too long the beginning, after a note on where it stands `whole`."""
    if units(text) <= CELL:
        return text
    note = f"[Cut: {units(text)} characters. Whole in {whole}] "
    return note + cut(text, CELL - units(note))


def fitting(rows: tuple[tuple[str, ...], ...], whole: str, most: int = ROWS) -> tuple[tuple[str, ...], ...]:
    """The rows of a sheet below its head; where there are too many, the last one says where they stand `whole`."""
    if len(rows) < most:
        return rows
    kept = most - 2
    return (*rows[:kept], (f"[Cut: {len(rows) - kept} more rows. Whole in {whole}]",))
