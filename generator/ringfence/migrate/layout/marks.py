"""Where every value of a YAML text begins and ends, by the marks of the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ringfence.load.places import Value
from ringfence.load.scalars import meaning

_BLANK_LINES = re.compile(r"(\n *)+\Z")
_BLOCK = ("|", ">")


@dataclass(slots=True)
class Mark:
    """A value: its kind, where it begins and ends, its parts, and the comment lines behind the last of them."""

    kind: Literal["scalar", "mapping", "sequence"]
    start: int
    end: int
    value: Value = None
    flow: bool = False
    slots: list[Slot] = field(default_factory=list)
    foot: list[tuple[int, int]] = field(default_factory=list)
    owner: Slot | None = None


@dataclass(slots=True)
class Slot:
    """A key with its value, or an entry of a list: where its first character stands, and the comments around it.

    `key` is where the key begins and ends, equal for an entry. Comments are kept by where they begin and end; `lead`
    are whole lines above, `tails` stand at line ends, `inner` are lines between the key and its value.
    """

    start: int
    key: tuple[int, int]
    word: str
    node: Mark
    among: Mark
    lead: list[tuple[int, int]] = field(default_factory=list)
    tails: list[tuple[int, int]] = field(default_factory=list)
    inner: list[tuple[int, int]] = field(default_factory=list)


def marked(text: str) -> Mark:
    """The one value of a text, which has been read without findings before, so that it is plain YAML."""
    events = iter([each for each in YAML(typ="safe", pure=True).parse(text) if isinstance(each, _PARTS)])
    return _Marking(text, events).node(next(events))


_PARTS = (NodeEvent, MappingEndEvent, SequenceEndEvent)


@dataclass(slots=True)
class _Marking:
    text: str
    events: Iterator[Event]

    def node(self, event: Event) -> Mark:
        """The value that begins with an event."""
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, ScalarEvent):
            value = meaning(event.value) if event.style is None else event.value
            return Mark("scalar", start, self._content_end(start, end, event.style), value)
        if isinstance(event, SequenceStartEvent):
            mark = Mark("sequence", start, end, flow=bool(event.flow_style))
            return self._sequence(mark)
        if isinstance(event, MappingStartEvent):
            return self._mapping(Mark("mapping", start, end, flow=bool(event.flow_style)))
        raise TypeError(f"no value begins with {event}")

    def _content_end(self, start: int, end: int, style: str | None) -> int:
        """Where a scalar ends: the parser counts the blank lines behind a block scalar as a part of it."""
        if style not in _BLOCK:
            return end
        if "+" in self.text[start : self.text.index("\n", start)].partition("#")[0]:
            return end - 1 if self.text[end - 1 : end] == "\n" else end
        blank = _BLANK_LINES.search(self.text, start, end)
        return blank.start() if blank else end

    def _mapping(self, mark: Mark) -> Mark:
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                mark.end = event.end_mark.index if mark.flow else mark.end
                return mark
            span = (event.start_mark.index, event.end_mark.index)
            node = self.node(next(self.events))
            if node.start == node.end:  # nothing is written; the parser places it where the next thing begins
                colon = re.compile(r"\s*:").match(self.text, span[1])
                node.start = node.end = colon.end() if colon else span[1]
            self._put(mark, Slot(self._first(span[0]), span, _word(event), node, mark))
        return mark

    def _first(self, start: int) -> int:
        """Where a member begins: at its key, or at the question mark before it."""
        at = start
        while at and self.text[at - 1] == " ":
            at -= 1
        return at - 1 if at and self.text[at - 1] == "?" else start

    def _sequence(self, mark: Mark) -> Mark:
        cursor = mark.start
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                mark.end = event.end_mark.index if mark.flow else mark.end
                return mark
            dash = event.start_mark.index if mark.flow else self._dash(cursor)
            node = self.node(event)
            if node.start == node.end and not mark.flow:
                node.start = node.end = dash + 1
            self._put(mark, Slot(dash, (dash, dash), "", node, mark))
            cursor = mark.end
        return mark

    def _dash(self, cursor: int) -> int:
        """Where the next dash of a list stands, behind comments and blank lines."""
        found = re.compile(r"(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?=-)").match(self.text, cursor)
        return found.end() if found else cursor

    def _put(self, mark: Mark, slot: Slot) -> None:
        mark.slots.append(slot)
        slot.node.owner = slot
        if not mark.flow:
            mark.end = max(slot.key[1], slot.node.end)


def _word(event: Event) -> str:
    """What a key means, which is a text in every file that was loaded."""
    return str(event.value) if isinstance(event, ScalarEvent) else ""
