"""Bicep identifiers from words of Ringfence, and from names that a blueprint gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import count


@cache
def camel(*words: str) -> str:
    """A Bicep identifier from Ringfence's own words: `['storage', 'zone-group']` → `storageZoneGroup`."""
    first, *rest = [part for word in words for part in _split(word)]
    return first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)


def _split(word: str) -> Sequence[str]:
    return "".join(c if c.isascii() and c.isalnum() else " " for c in word).split()


def unlike(word: str, others: Collection[str]) -> str:
    """The identifier, or with the lowest number at its end that makes it unlike all others.

    Case makes no difference, because ARM's names do not know case.
    """
    held = {other.lower() for other in others}
    numbered = (word if number == 1 else f"{word}{number}" for number in count(1))
    return next(each for each in numbered if each.lower() not in held)


def words(names: Iterable[str]) -> Mapping[str, str]:
    """A Bicep identifier for each name of the blueprint: `data-stewards` → `dataStewards`, each unlike the others."""
    found: dict[str, str] = {}
    for name in sorted(names):
        found[name] = unlike(camel(name), found.values())
    return found
