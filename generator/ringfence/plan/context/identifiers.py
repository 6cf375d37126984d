"""Bicep identifiers from words of Ringfence, and from names that a blueprint gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain, count


@cache
def camel(*words: str) -> str:
    """A Bicep identifier from Ringfence's own words: `['storage', 'zone-group']` → `storageZoneGroup`."""
    first, *rest = [part for word in words for part in _split(word)]
    return first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)


def _split(word: str) -> Sequence[str]:
    return "".join(c if c.isascii() and c.isalnum() else " " for c in word).split()


def apart(names: Sequence[str]) -> dict[str, str]:
    """For each name a word that differs from others in more than hyphens and case, which ARM does not know.

    A name of which an earlier one has the letters gets a number: `['a-b', 'ab']` → `a-b`, `ab-2`.
    """
    words: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        numbered = (f"{name}-{number}" for number in count(2))
        words[name] = next(word for word in chain((name,), numbered) if camel(word).lower() not in taken)
        taken.add(camel(words[name]).lower())
    return words


def identifier(name: str) -> str:
    """A Bicep identifier from a name or a host of the blueprint; different names give different identifiers.

    They differ in more than case, because ARM's parameters do not know case: `a.b-c` → `a_b__c`, `*.b` → `_b`. Names
    start with a letter, labels of hosts are never empty, and neither ends in a hyphen; so nothing else ends in `_`, is
    led by `_` (a wildcard) or by `__` (a digit).
    """
    text = name.removeprefix("*").replace("-", "__").replace(".", "_")
    if text[0].isdigit():
        return f"__{text}"
    return f"{text}_" if text in _VALUES else text


_VALUES = {"true", "false", "null"}
"""Words that Bicep never reads as a name."""
