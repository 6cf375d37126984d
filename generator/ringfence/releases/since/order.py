"""The order in which things can be deleted: what names another goes before it, what was deployed last goes first."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

_ID = re.compile(r"/subscriptions/[^'\"\s,()\[\]?]+", re.IGNORECASE)
"""An id in a body, inside an expression too."""


def named(value: Any) -> Iterator[str]:
    """Every id in a body, in lower case, in keys too."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from (found.lower() for found in _ID.findall(str(key)))
            yield from named(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from named(part)
    elif isinstance(value, str):
        yield from (found.lower() for found in _ID.findall(value))


def around(key: str, among: Container[str]) -> list[str]:
    """Those of some ids that a resource is in or on, the widest first; an id ends where a `/` follows it."""
    cuts = [match.start() for match in re.finditer("/", key)][1:]
    return [key[:cut] for cut in cuts if key[:cut] in among]


def ordered(steps: Mapping[str, int], before: Mapping[str, set[str]]) -> list[str]:
    """The steps, so that each comes after those that `before` has for it; of those that could come, the highest rank.

    Where steps wait for each other in a circle, the one of the highest rank comes: Azure deletes a group as a whole.
    """
    waits = {step: {one for one in before.get(step, ()) if one in steps and one != step} for step in steps}
    followers: dict[str, list[str]] = {step: [] for step in steps}
    for step, others in waits.items():
        for one in others:
            followers[one].append(step)
    left = sorted((-rank, step) for step, rank in steps.items())
    ready = [one for one in left if not waits[one[1]]]
    found: list[str] = []
    while left:
        chosen = ready.pop(0) if ready else left[0]
        del left[bisect_left(left, chosen)]
        found.append(chosen[1])
        for follower in followers[chosen[1]]:
            waits[follower].discard(chosen[1])
            rank = (-steps[follower], follower)
            if not waits[follower] and _in(left, rank) and not _in(ready, rank):
                insort(ready, rank)
    return found


def _in(rows: list[tuple[int, str]], row: tuple[int, str]) -> bool:
    index = bisect_left(rows, row)
    return index < len(rows) and rows[index] == row


def first(steps: Iterable[str], before: Mapping[str, set[str]]) -> set[str]:
    """Some steps and all that must come before them."""
    found: set[str] = set()
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting += before.get(step, ())
    return found
