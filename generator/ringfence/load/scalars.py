"""Stage 1, load: decides what an unquoted word of a blueprint means, by the core schema of YAML 1.2."""

from __future__ import annotations

import re

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Eighteen digits fit any integer a blueprint can mean; Python itself refuses to read one of several thousand.
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def meaning(word: str) -> str | int | float | bool | None:
    """What a plain scalar means: null, a boolean, a number, or else the text itself.

    Dates, `22:30`, `no` and `1_000` stay text and `0443` is 443. Infinity and not-a-number stay text too: nothing in a
    blueprint is either, and JSON has no word for them.
    Source: YAML 1.2.2, section 10.3.2 (tag resolution of the core schema).
    """
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word, 10)
    if _OCTAL_OR_HEX.fullmatch(word):
        return int(word, 0)
    if _FLOAT.fullmatch(word) and abs(number := float(word)) != float("inf"):
        return number
    return word
