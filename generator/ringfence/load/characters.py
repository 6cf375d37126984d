"""Stage 1, load: finds and names characters that show people another text than the parser reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic
from ringfence.load.places import Lines

_UNSEEN = re.compile("[\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff]")
"""Marks of direction, and spaces without width. Source: Unicode Standard Annex 9, section 2; Unicode TR 36."""
_FALSE_SPACE = re.compile("(?<!\\S)#[^\\r\\n]*|(?P<space>[\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000])")
"""A comment, or one of the spaces that YAML takes for letters.

Source: YAML 1.2.2, section 6.1; Unicode category Zs without U+0020.
"""


def unseen(lines: Lines) -> Iterator[Diagnostic]:
    """A finding for each invisible character, also in comments: a mark of direction changes how lines look."""
    hint = "remove it: what people read must be what is read from the file"
    for found in _UNSEEN.finditer(lines.text):
        yield _refused(lines, found, "no reader sees it", hint)


def false_spaces(lines: Lines) -> Iterator[Diagnostic]:
    """A finding for each character that looks like a space and is none; in comments they do no harm."""
    hint = "write a space; such characters come along when text is pasted"
    for found in _FALSE_SPACE.finditer(lines.text):
        if found["space"]:
            yield _refused(lines, found, "it looks like a space and is none", hint)


def _refused(lines: Lines, found: re.Match[str], why: str, hint: str) -> Diagnostic:
    named = f"U+{ord(found[0]):04X} ({unicodedata.name(found[0]).lower()})"
    message = f"the character {named} may not stand here: {why}"
    return Diagnostic(code="LOD04", message=message, place=lines.place(found.start()), hint=hint)
