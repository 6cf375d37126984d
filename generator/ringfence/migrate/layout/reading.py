"""Reads a YAML text as a tree that keeps its lines, and the text around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ringfence.migrate.layout.marks import Mark, Slot, marked
from ringfence.migrate.layout.remarks import attach
from ringfence.migrate.layout.tree import Line, Member, Node


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text with its one value: what stands in front, the column and tree of the value, and what stands behind."""

    head: str
    column: int
    top: Node
    tail: str


def sheet(text: str) -> Sheet:
    """The tree of a text with line feeds, which was loaded without findings before."""
    top = marked(text)
    attach(text, top)
    start = top.slots[0].start if top.slots and not top.flow else top.start
    column = start - text.rfind("\n", 0, start) - 1
    return Sheet(text[:start], column, _node(text, top, column, column), text[_end(top) :])


def _node(text: str, mark: Mark, column: int, owner: int) -> Node:
    """The tree of a value, whose lines are measured from `column`; `owner` is the column of the block around it."""
    own = owner
    if mark.slots and not mark.flow:
        own = _column(text, mark.slots[0].start)
    members = tuple(_member(text, slot, column if mark.flow else own) for slot in mark.slots)
    return Node(
        kind=mark.kind,
        lines=_dedented(text[mark.start : _end(mark)], column),
        value=mark.value,
        members=members,
        foot=tuple(_remark(text, span, own) for span in mark.foot),
        flow=mark.flow,
        indent=max(own - owner, 0) if not mark.flow else 2,
    )


def _member(text: str, slot: Slot, column: int) -> Member:
    lead = tuple(_remark(text, span, column) for span in slot.lead)
    return Member(
        node=_node(text, slot.node, column, column),
        key=text[slice(*slot.key)],
        word=slot.word,
        lead=tuple(replace(line, offset=0) for line in lead) if slot.among.flow else lead,
        inner=tuple(Line(text[slice(*span)].strip()) for span in slot.inner),
        tails=tuple(text[slice(*span)] for span in slot.tails),
        lines=None if slot.among.flow else _dedented(text[slot.start : _slot_end(slot)], column),
    )


def _slot_end(slot: Slot) -> int:
    return max([slot.key[1], _end(slot.node), *(span[1] for span in slot.tails if not slot.among.flow)])


def _end(mark: Mark) -> int:
    """Where a value ends, with the comments that belong to it."""
    ends = [] if mark.flow else [*map(_slot_end, mark.slots), *(span[1] for span in mark.foot)]
    return max([mark.end, *ends])


def _column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset) - 1


def _remark(text: str, span: tuple[int, int], column: int) -> Line:
    start, end = span
    return Line(text[start:end], _column(text, start) - column) if start < end else Line("")


def _dedented(text: str, column: int) -> tuple[Line, ...]:
    first, *more = text.split("\n")
    return (Line(first), *(_line(each, column) for each in more))


def _line(text: str, column: int) -> Line:
    bare = text.lstrip(" ")
    return Line(bare, len(text) - len(bare) - column) if bare else Line("")
