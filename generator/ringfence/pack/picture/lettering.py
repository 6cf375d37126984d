"""How wide text is in a picture, and where it breaks: an estimate that leaves room, because fonts differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import east_asian_width

from ringfence.reporting import visible

SIZES = {"title": 20, "head": 14, "name": 13, "number": 11.5}
"""Pixels of the styles of text that are not plain."""
PLAIN = 12
STRONG = frozenset({"title", "head", "name", "number"})
"""Styles that are bold."""
_NARROW, _WIDE = frozenset("iljftrI.,:;'|!()[] /-"), frozenset("mwMW@%→—")
_BREAKS = re.compile(r"(?<=[-/.,:_;])")
"""After these characters a name may be broken."""


def size(style: str) -> float:
    """The height of a style's letters in pixels."""
    return SIZES.get(style, PLAIN)


def width(text: str, style: str = "") -> float:
    """How many pixels a line takes at most in common fonts."""
    return sum(map(_share, text)) * size(style) * (1.08 if style in STRONG else 1)


@cache
def _share(letter: str) -> float:
    """The width of a letter in parts of its height."""
    if letter in _NARROW:
        return 0.4
    if letter in _WIDE or east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() or not letter.isascii() else 0.58


def wrapped(text: str, room: float, style: str = "") -> tuple[str, ...]:
    """The text in lines of at most so many pixels, with what is invisible spelled out; nothing of it is lost.

    A name is broken only where it is wider than a line.
    """
    lines: list[str] = []
    for word in visible(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, style) <= room:
            lines[-1] = joined
        elif width(word, style) <= room:
            lines.append(word)
        else:
            lines += _broken(word, f"{lines.pop()} " if lines else "", room, style)
    return tuple(lines)


def _broken(word: str, line: str, room: float, style: str) -> Iterator[str]:
    """A word in parts that fit, which end at a hyphen, a dot or the like where there is one; the first ends a line."""
    for part in (piece for whole in _BREAKS.split(word) for piece in _cut(whole, room, style)):
        if line and width(line + part, style) > room:
            yield line.rstrip()
            line = ""
        line += part
    yield line


def _cut(part: str, room: float, style: str) -> Iterator[str]:
    """What has no such place, in parts that fit."""
    while width(part, style) > room and len(part) > 1:
        most = max(n for n in range(1, len(part)) if n == 1 or width(part[:n], style) <= room)
        yield part[:most]
        part = part[most:]
    yield part


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which `team2` comes before `team10`."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", text) if part)


def listed(words: Iterable[str]) -> str:
    """Words with commas, each once."""
    return ", ".join(dict.fromkeys(words))
