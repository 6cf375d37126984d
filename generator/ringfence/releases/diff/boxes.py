"""Sets of traffic as boxes: one half-open interval of whole numbers for each dimension of a box.

What a set leaves of another is the same boxes in the same order, however the rules that make it up are split.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""From the first number to the one behind the last."""
Box: TypeAlias = tuple[Span, ...]
"""Every point whose coordinates lie in these spans."""


def without(kept: Sequence[Box], taken: Sequence[Box]) -> tuple[Box, ...]:
    """The points of some boxes that are in none of the others, as disjoint boxes.

    The answer depends on the two sets alone: neighbours that go on in the same way are one box. All boxes have the same
    number of dimensions.
    """
    return tuple(_left(kept, taken))


def union(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The same points as disjoint boxes."""
    return without(boxes, ())


def _left(kept: Sequence[Box], taken: Sequence[Box]) -> list[Box]:
    """What is left, slab by slab of the first dimension; a box without dimensions is one point."""
    if not kept or not kept[0]:
        return [] if taken else list(kept[:1])
    found: list[tuple[Span, list[Box]]] = []
    for slab, inside, off in _slabs(kept, taken):
        rest = _left(inside, off)
        if rest and found and found[-1][0][1] == slab[0] and found[-1][1] == rest:
            found[-1] = ((found[-1][0][0], slab[1]), rest)
        elif rest:
            found.append((slab, rest))
    return [(span, *box) for span, rest in found for box in rest]


def _slabs(kept: Sequence[Box], taken: Sequence[Box]) -> Iterator[tuple[Span, list[Box], list[Box]]]:
    """The spans between neighbouring edges of the first dimension, with the boxes of both sides that lie across each.

    No box begins or ends inside such a span, so the boxes come without their first dimension; spans without a kept box
    are left out.
    """
    begins = [_by_begin(boxes) for boxes in (kept, taken)]
    across: list[list[Box]] = [[], []]
    for slab in pairwise(sorted({edge for boxes in (kept, taken) for box in boxes for edge in box[0]})):
        for side, begin in enumerate(begins):
            across[side] = [box for box in across[side] if box[0][1] > slab[0]] + begin.get(slab[0], [])
        if across[0]:
            yield slab, [box[1:] for box in across[0]], [box[1:] for box in across[1]]


def _by_begin(boxes: Sequence[Box]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for box in boxes:
        found.setdefault(box[0][0], []).append(box)
    return found
