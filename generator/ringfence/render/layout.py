"""Lays Bicep text out: two spaces a bracket, one blank line at most, what is short on one line."""

from __future__ import annotations

import re
from functools import lru_cache

_OPEN, _CLOSE = "{[(", "}])"
_BRACKET = re.compile(r"[][(){}]")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'")
_UNION = re.compile(r"(?P<key>\w+:|param \w+) (?P<types>'\w+'(?: \| '\w+')+)")
_EMPTY = {"}": "{", "]": "["}
"""A line that closes a pair, and what the line before ends in when nothing stands in it."""
_LONG = re.compile(r"^(@|for |[])}])|//|[{(\[]$|=>$")
"""What is not joined with its brackets: decorators, loops, comments, what closes others, what goes on in the next line.
"""
_KEPT = re.compile(r" *(params: \{$|//)")
"""What keeps its lines: parameters of a module, and anything below a comment."""
SHORT, MOST = 100, 3
"""Columns that a pair of brackets and what is in it may take on one line, and how many lines may become that one."""
WIDTH = 120
"""Columns; a call of several arguments, or a union of types, that would pass them gets a line for each."""
_BAR = "| "
"""What each type of a union begins with that has a line for each."""


@lru_cache(maxsize=1024)
def indent(text: str) -> str:
    """The text with every line indented by its depth in brackets.

    Brackets that one line opens are one step; brackets inside strings do not count.

    Landing zones of equal structure have equal modules, so a large plan asks again and again for the same text.
    """
    lines: list[str] = []
    opened: list[int] = []  # for each bracket that is open, the line that opened it
    depth = 0
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            if lines and lines[-1]:
                lines.append("")
            continue
        # Most lines have no bracket, and a large plan has a million lines.
        here = depth
        if _BRACKET.search(line):
            here, depth = _brackets(line, opened, len(lines))
        if lines and lines[-1].endswith(_EMPTY.get(line, " ")):
            lines[-1] += line
        elif short := _short(lines, line):
            lines[1 - len(short) :] = short[:1]
        else:
            lines += _wrapped("  " * (here + line.startswith(_BAR)), line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _short(lines: list[str], line: str) -> list[str]:
    """A pair inside another that holds little, on one line: `{ id: subnetId }`, `['80', '443']`; [] for any other.

    The lines whose place it takes follow. Parameters of a module keep their lines.
    """
    if line not in _EMPTY:
        return []
    for count in range(1, min(MOST, len(lines) - 1) + 1):
        opening, inner = lines[-1 - count], [each.strip() for each in lines[-count:]]
        if not all(_plain(each, alone=count == 1) for each in inner):
            return []
        if opening.endswith(_EMPTY[line]) and opening.startswith(" ") and not _KEPT.match(opening):
            space = " " if line == "}" else ""
            short = f"{opening}{space}{', '.join(inner)}{space}{line}"
            return [short, *lines[-1 - count :]] if len(short) <= SHORT else []
    return []


def _plain(inner: str, *, alone: bool) -> bool:
    """True for a value or a property that is told in one line; one that stands alone may have a pair inside it."""
    bare = _STRING.sub("", inner)
    return bool(inner) and not _LONG.search(bare) and bare.count("{") + bare.count("[") <= alone


def _brackets(line: str, opened: list[int], number: int) -> tuple[int, int]:
    """The depth of a line and that after it: brackets that one line opens make one step, as those that one closes."""
    if line.startswith("//"):
        return len(set(opened)), len(set(opened))
    bare = _STRING.sub("", line) if "'" in line else line
    leading = len(bare) - len(bare.lstrip(_CLOSE))
    del opened[max(0, len(opened) - leading) :]
    here = len(set(opened))
    for bracket in _BRACKET.findall(bare[leading:]):
        if bracket in _OPEN:
            opened.append(number)
        elif opened:
            opened.pop()
    return here, len(set(opened))


def _wrapped(margin: str, line: str) -> list[str]:
    """The line, or when it is too long and ends in a call of several arguments, the call with one argument a line.

    A union that is too long gets a line for each of its types.
    """
    if len(margin) + len(line) <= WIDTH:
        return [margin + line]
    if union := _UNION.fullmatch(line):
        types = union["types"].split(" | ")
        return [margin + union["key"], *(f"{margin}  {_BAR}{each}" for each in types)]
    head, bracket, rest = line.partition("(")
    arguments = _arguments(rest[:-1])
    if not bracket or not rest.endswith(")") or len(arguments) == 1:
        return [margin + line]
    comma = [","] * (len(arguments) - 1) + [""]
    return [f"{margin}{head}(", *(f"{margin}  {a}{c}" for a, c in zip(arguments, comma, strict=True)), f"{margin})"]


def _arguments(text: str) -> list[str]:
    """The arguments of a call; commas in strings and in brackets part nothing."""
    parts, depth, start = list[str](), 0, 0
    for place, character in enumerate(_STRING.sub(lambda found: "_" * len(found[0]), text)):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [part.strip() for part in (*parts, text[start:])]
