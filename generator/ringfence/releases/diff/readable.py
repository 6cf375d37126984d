"""Disjoint boxes as few rows for people: several spans in each dimension, and sources as wide as the traffic goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ringfence.releases.diff.boxes import Box, Span

Row: TypeAlias = tuple[tuple[Span, ...], ...]
"""Spans for each dimension; the row is every combination of them."""
_ORDER = (0, 3, 1, 2)
"""Sources are gathered first, then ports, targets and protocols."""
_WIDENED = 64
"""Most sources for which each row is held against those of all others: a whole new bank is told source by source."""


def readable(boxes: Sequence[Box]) -> Iterator[Row]:
    """Boxes of source, target, protocol and port, as `without` gives them, as rows.

    A row may repeat a part of another, and adds nothing.
    """
    rows: list[Row] = [tuple((span,) for span in box) for box in _widened(boxes)]
    for dimension in _ORDER:
        rows = _gathered(rows, dimension)
    for row in rows:
        yield tuple(_joined(spans) for spans in row)


def _widened(boxes: Sequence[Box]) -> Iterator[Box]:
    """The boxes, each also from every other source from which all of its traffic goes."""
    sources: dict[Span, list[Box]] = {}
    for box in boxes:
        sources.setdefault(box[0], []).append(box[1:])
    few = len(sources) <= _WIDENED
    for rest in dict.fromkeys(box[1:] for box in boxes):
        for source, others in sources.items():
            if rest in others or (few and any(_inside(rest, other) for other in others)):
                yield (source, *rest)


def _inside(box: Box, other: Box) -> bool:
    return all(b[0] <= a[0] and a[1] <= b[1] for a, b in zip(box, other, strict=True))


def _gathered(rows: Iterable[Row], dimension: int) -> list[Row]:
    """Rows that differ in one dimension as one row with all its spans."""
    found: dict[tuple[Row, Row], list[Span]] = {}
    for row in rows:
        spans = found.setdefault((row[:dimension], row[dimension + 1 :]), [])
        spans += (span for span in row[dimension] if span not in spans)
    return [(*before, tuple(spans), *after) for (before, after), spans in found.items()]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, neighbours as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(span[1], found[-1][1]))
        else:
            found.append(span)
    return tuple(found)
