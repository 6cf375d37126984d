"""What changed since the release before, reduced to a row a kind of change: how many, where, and the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ringfence.releases.diff.change import Change, Difference
from ringfence.releases.since.since import Told

SHOWN = 3
"""How many changes of a kind are named."""


def changed(difference: Difference) -> tuple[Told, ...]:
    """The changes by section, in its order; whole packages are named first."""
    return tuple(
        _told(section.value, list(found)) for section, found in groupby(difference.changes, lambda one: one.section)
    )


def _told(section: str, found: Sequence[Change]) -> Told:
    whole_first = sorted(found, key=lambda one: one.id != one.package)
    first = tuple(map(named, whole_first[:SHOWN]))
    return Told(section=section, count=len(found), packages=_packages(found), first=first)


def _packages(found: Iterable[Change]) -> tuple[str, ...]:
    return tuple(sorted({one.package for one in found if one.package}))


def named(change: Change) -> str:
    """A change by its thing, and by its traffic or property where it has one."""
    if change.flow:
        return str(change.flow)
    thing = f"{change.package}: {change.what}" if change.package else change.what
    return f"{thing}, {change.path}" if change.path else thing
