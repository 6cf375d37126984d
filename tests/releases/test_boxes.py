"""Boxes: what a set leaves of another, held against every single point of a small space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ringfence.releases.diff.boxes import Box, without

_SPANS = st.tuples(st.integers(0, 4), st.integers(1, 5)).filter(lambda span: span[0] < span[1])
_BOXES = st.lists(st.tuples(_SPANS, _SPANS, _SPANS), max_size=5)


def points(boxes: Sequence[Box]) -> Iterator[tuple[int, ...]]:
    """Every point of every box, as often as a box has it."""
    for box in boxes:
        yield from product(*(range(*span) for span in box))


@given(_BOXES, _BOXES)
def test_what_is_left_is_each_point_once(kept: list[Box], taken: list[Box]) -> None:
    left = Counter(points(without(kept, taken)))
    assert left == Counter({*points(kept)} - {*points(taken)})


@given(_BOXES, _BOXES)
def test_the_same_points_are_the_same_boxes_however_they_are_split(kept: list[Box], taken: list[Box]) -> None:
    split = [((at, at + 1), *box[1:]) for box in kept for at in range(*box[0])]
    assert without(split, taken) == without(kept, taken)
