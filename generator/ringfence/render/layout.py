"""Lays Bicep text out as `bicep format` does: two spaces a bracket, one blank line at most, none at the ends."""

from __future__ import annotations

import re
from functools import lru_cache

_OPEN, _CLOSE = "{[(", "}])"
_BRACKET = re.compile(r"[][(){}]")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'")
_EMPTY = {"}": "{", "]": "["}
"""A line that closes a pair, and what the line before ends in when nothing stands in it."""
WIDTH = 120
"""Columns; a call of several arguments that would pass them gets a line for each."""


@lru_cache(maxsize=1024)
def indent(text: str) -> str:
    """The text with every line indented by its depth in brackets; brackets inside strings do not count.

    Landing zones of equal structure have equal modules, so a large plan asks again and again for the same text.
    """
    lines: list[str] = []
    depth = 0
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            if lines and lines[-1]:
                lines.append("")
            continue
        # Most lines have no bracket, and a large plan has a million lines.
        change, lowest = _brackets(line) if _BRACKET.search(line) else (0, 0)
        if lowest and lines and lines[-1].endswith(_EMPTY.get(line, " ")):
            lines[-1] += line
        else:
            lines += _wrapped("  " * (depth + lowest), line)
        depth += change
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _brackets(line: str) -> tuple[int, int]:
    """How much deeper a line leaves us, and how far its leading closing brackets take its own indent back."""
    if line.startswith("//"):
        return 0, 0
    bare = _STRING.sub("", line) if "'" in line else line
    opened = bare.count("{") + bare.count("[") + bare.count("(")
    closed = bare.count("}") + bare.count("]") + bare.count(")")
    return opened - closed, len(bare.lstrip(_CLOSE)) - len(bare)


def _wrapped(margin: str, line: str) -> list[str]:
    """The line, or when it is too long and ends in a call of several arguments, the call with one argument a line."""
    if len(margin) + len(line) <= WIDTH:
        return [margin + line]
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
