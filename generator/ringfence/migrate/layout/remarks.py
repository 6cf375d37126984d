"""Which part of a YAML text each comment and each blank line belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.migrate.layout.marks import Mark, Slot

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """All parts of a text in the order of where they begin: block slots, scalars and outermost brackets."""

    text: str
    slots: tuple[Slot, ...]
    scalars: tuple[Span, ...]
    brackets: tuple[Mark, ...]

    def before(self, offset: int) -> Slot | None:
        """The last slot of a block that begins before an offset."""
        at = bisect_left(self.slots, offset, key=lambda slot: slot.start)
        return self.slots[at - 1] if at else None

    def after(self, offset: int) -> Slot | None:
        """The first slot of a block that begins at an offset or behind it."""
        at = bisect_left(self.slots, offset, key=lambda slot: slot.start)
        return self.slots[at] if at < len(self.slots) else None

    def column(self, offset: int) -> int:
        """The column that an offset stands in, from 0."""
        return offset - self.text.rfind("\n", 0, offset) - 1

    def within(self, offset: int) -> Mark | None:
        """The innermost collection in brackets around an offset."""
        at = bisect_left(self.brackets, offset, key=lambda mark: mark.start) - 1
        around = self.brackets[at] if at >= 0 and offset < self.brackets[at].end else None
        inner = around
        while inner is not None:
            around = inner
            at = bisect_left(inner.slots, offset, key=lambda slot: slot.node.start) - 1
            part = inner.slots[at].node if at >= 0 else None
            inner = part if part is not None and part.flow and offset < part.end else None
        return around


def attach(text: str, top: Mark) -> None:
    """Give every comment and blank line between the first and the last part of a text to a part.

    A comment at the end of a line belongs to what stands on it. Lines above a key or entry belong to that, unless they
    are indented as the block is that ends above them: then they close this block.
    """
    spread = _spread(text, top)
    run: list[Span] = []
    for start, end, comment in _lines(spread):
        bracket = spread.within(comment) if comment < end else None
        if bracket is not None:
            _in_brackets(text, bracket, (comment, end))
        elif text[start:comment].strip():
            _give(spread, run)
            run = []
            if comment < end:
                _tail(spread, top, (comment, end))
        elif not _inside(spread, start, end):
            run.append((comment, end))
    _give(spread, run)


def _spread(text: str, top: Mark) -> Spread:
    marks = list(_walk(top))
    slots = sorted((slot for mark in marks if not mark.flow for slot in mark.slots), key=lambda slot: slot.start)
    keys = [slot.key for mark in marks for slot in mark.slots]
    values = [(mark.start, mark.end) for mark in marks if mark.kind == "scalar"]
    scalars = sorted(span for span in (*keys, *values) if span[0] < span[1])
    brackets = sorted((each for each in marks if each.flow and not _is_inner(each)), key=lambda mark: mark.start)
    return Spread(text, tuple(slots), tuple(scalars), tuple(brackets))


def _walk(mark: Mark) -> Iterator[Mark]:
    yield mark
    for slot in mark.slots:
        yield from _walk(slot.node)


def _lines(spread: Spread) -> Iterator[tuple[int, int, int]]:
    """Each line: where it begins, where it ends, and where its comment begins (at its end when it has none)."""
    start = 0
    for line in spread.text.split("\n"):
        end = start + len(line)
        yield start, end, _comment(spread, start, end)
        start = end + 1


def _comment(spread: Spread, start: int, end: int) -> int:
    at = spread.text.find("#", start, end)
    while at >= 0:
        scalar = _scalar_around(spread, at)
        if scalar is None and (at == start or spread.text[at - 1].isspace()):
            return at
        at = spread.text.find("#", max(at + 1, scalar[1] if scalar else 0), end)
    return end


def _scalar_around(spread: Spread, offset: int) -> Span | None:
    at = bisect_right(spread.scalars, offset, key=lambda span: span[0]) - 1
    return spread.scalars[at] if at >= 0 and offset < spread.scalars[at][1] else None


def _inside(spread: Spread, start: int, end: int) -> bool:
    """Whether a line without content of other kinds is a part of a scalar, or a blank line in brackets."""
    return any(_scalar_around(spread, offset) is not None or spread.within(offset) for offset in (start, end))


def _in_brackets(text: str, bracket: Mark, span: Span) -> None:
    """Keep a comment in brackets: with what ends on its line, else with what follows."""
    at = bisect_left(bracket.slots, span[0], key=lambda slot: slot.start)
    if at and "\n" not in text[bracket.slots[at - 1].node.end : span[0]]:
        bracket.slots[at - 1].tails.append(span)
    elif at < len(bracket.slots):
        bracket.slots[at].lead.append(span)
    else:
        bracket.foot.append(span)


def _tail(spread: Spread, top: Mark, span: Span) -> None:
    slot = spread.before(span[0])
    line_end = spread.text.find("\n", _end(top))
    if slot is not None and (line_end < 0 or span[0] < line_end):
        blank = spread.text[: span[0]].rstrip(" \t")
        slot.tails.append((len(blank), span[1]))


def _give(spread: Spread, run: list[Span]) -> None:
    """Give lines that stand together, without content between them, to the parts around them."""
    if not run:
        return
    above, below = spread.before(run[0][0]), spread.after(run[-1][1])
    if above is None:
        return
    if not _is_block(above.node) and above.node.end > run[0][0]:
        above.inner += run
        return
    blank: list[Span] = []
    closing = _closing(above, below)
    for span in run:
        blank.append(span)
        if span[0] < span[1]:
            closing = _reached(spread, closing, span[0], spread.column(below.start) if below else -1)
            if closing:
                closing[0].foot += blank
                blank = []
            elif below is not None:
                below.lead += blank
                blank = []
            else:
                return
    if below is not None:
        below.lead += blank


def _closing(above: Slot, below: Slot | None) -> list[Mark]:
    """The blocks that end between two slots that follow each other, the deepest first, without the whole text."""
    found: list[Mark] = []
    mark: Mark | None = above.node if _is_block(above.node) else above.among
    while mark is not None and mark.owner is not None and (below is None or mark is not below.among):
        found.append(mark)
        mark = mark.owner.among
    return found


def _reached(spread: Spread, closing: list[Mark], start: int, least: int) -> list[Mark]:
    """The blocks that a comment may still close: those that it is indented as deep as."""
    column = spread.column(start)
    fit = [mark for mark in closing if spread.column(mark.slots[0].start) <= column]
    return fit if column > least else []


def _is_inner(mark: Mark) -> bool:
    """Whether a collection stands inside of brackets."""
    return mark.owner is not None and mark.owner.among.flow


def _is_block(mark: Mark) -> bool:
    return mark.kind != "scalar" and not mark.flow


def _end(mark: Mark) -> int:
    return mark.end if mark.flow or not mark.slots else max(mark.end, _end(mark.slots[-1].node))
