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
    near = [box for box in taken if any(_meet(box, other) for other in kept)] if taken else []
    return tuple(_left(kept, near))


def union(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The same points as disjoint boxes."""
    return without(boxes, ())


def _left(kept: Sequence[Box], taken: Sequence[Box]) -> list[Box]:
    """What is left, slab by slab of the first dimension; a box without dimensions is one point."""
    if not kept or not kept[0]:
        return [] if taken else list(kept[:1])
    found: list[tuple[Span, list[Box]]] = []
    for slab in _slabs(kept, taken):
        rest = _left(_within(kept, slab), _within(taken, slab))
        if rest and found and found[-1][0][1] == slab[0] and found[-1][1] == rest:
            found[-1] = ((found[-1][0][0], slab[1]), rest)
        elif rest:
            found.append((slab, rest))
    return [(span, *box) for span, rest in found for box in rest]


def _slabs(kept: Sequence[Box], taken: Sequence[Box]) -> Iterator[Span]:
    """The spans between two neighbouring edges of the first dimension: no box begins or ends inside one."""
    return pairwise(sorted({edge for boxes in (kept, taken) for box in boxes for edge in box[0]}))


def _within(boxes: Sequence[Box], slab: Span) -> list[Box]:
    """What is left of the boxes that span a slab once their first dimension is taken away."""
    return [box[1:] for box in boxes if box[0][0] <= slab[0] and slab[1] <= box[0][1]]


def _meet(one: Box, other: Box) -> bool:
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))
