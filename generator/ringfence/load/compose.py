"""Stage 1, load: turns YAML events into plain data with places, and decides which parts of YAML a blueprint may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.characters import false_spaces, unseen
from ringfence.load.places import Lines, Path, Places, Value
from ringfence.load.scalars import meaning
from ringfence.load.syntax import broken, unmerged
from ringfence.secrets import holds_secret

MAX_DEPTH = 32
"""Deeper than any blueprint, and shallow enough that neither this file nor the parser runs out of stack or time."""
MAX_VALUES = 10_000
"""Keys, values and entries a blueprint may have in all: twice those of one with two hundred landing zones."""
MAX_FINDINGS = 100
"""Findings after which the rest of a file is not read: an author corrects these first."""
_IN_PLACE = "write the value out where it stands: a reviewer must be able to read it there, without looking elsewhere"
_QUOTED = "put text that begins with * in quotes: without them YAML takes it for an alias"

_Put = Callable[[Value], None]

_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?<![^\r\n])%[^#\r\n]*")


class _EnoughError(Exception):
    """The rest of the file is not worth reading; never leaves this file."""


@dataclass(slots=True)
class _Reading:
    """One file while it is being read: the data so far, the places in it, and the findings as they come."""

    lines: Lines
    events: Iterator[Event]
    root: list[Value] = field(default_factory=list)
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    count: int = 0
    findings: list[tuple[Path, Diagnostic]] = field(default_factory=list)

    def where(self, event: Event) -> Place:
        return self.lines.place(event.start_mark.index)

    def find(self, path: Path, found: Diagnostic) -> None:
        """Keeps a finding; its path is spelled at the end, when the names in the data are known."""
        self.findings.append((path, found))
        if len(self.findings) >= MAX_FINDINGS:
            raise _EnoughError

    def admit(self, path: Path, place: Place) -> None:
        """Counts a value, and ends the reading where a file is deeper or longer than any blueprint."""
        self.count += 1
        if len(path) > MAX_DEPTH:
            message, hint = f"nested deeper than {MAX_DEPTH} levels", "no blueprint is"
        elif self.count > MAX_VALUES:
            message, hint = (
                f"more than {MAX_VALUES:,} keys, values and entries",
                "spread the platform over several files",
            )
        else:
            return
        self.find(path, _refused(message, place, "", hint))
        raise _EnoughError

    def until(self, end: type[Event]) -> Iterator[Event]:
        """The events of one collection, without the one that ends it."""
        for event in self.events:
            if isinstance(event, end):
                return
            yield event


def compose(name: str, text: str) -> Places:
    """The data of a YAML text, with the place of everything in it.

    Raises `Rejected` with every finding: LOD01 (nothing in it, or no mapping), LOD02 (syntax), LOD03 (a key twice),
    LOD04 (a part of YAML that blueprints may not use).
    """
    lines = Lines(name, text)
    if conflict := _CONFLICT.search(text):
        raise Rejected(Report.of([unmerged(lines.place(conflict.start()))]))
    spaces = list(islice(false_spaces(lines), MAX_FINDINGS))
    reading = _Reading(lines, iter(YAML(typ="safe", pure=True).parse(text)))
    try:
        _stream(reading)
    except _EnoughError:
        pass
    except (YAMLError, ValueError, OverflowError) as error:
        # ValueError and OverflowError: ruamel.yaml hands the number of an escape (`"\UFFFFFFFF"`) to chr() unchecked.
        if not spaces:  # with them the parser stops far from its trouble
            reading.findings.append(((), broken(error, lines)))
    reading.findings += [((), found) for found in (*islice(unseen(lines), MAX_FINDINGS), *spaces)]
    return _accepted(reading)


def _accepted(reading: _Reading) -> Places:
    tree = reading.root[0] if reading.root else None
    if not isinstance(tree, dict):
        if not reading.findings:
            message = "the file is empty" if tree is None else "the file must be a mapping of keys to values"
            hint = "begin with `apiVersion: ringfence/v1`"
            place = reading.values.get((), reading.lines.place(0))
            reading.find((), Diagnostic(code="LOD01", message=message, place=place, hint=hint))
        tree = {}
    places = Places(tree, reading.values, reading.keys)
    if reading.findings:
        raise Rejected(Report.of(_spelled(found, path, places) for path, found in reading.findings))
    return places


def _spelled(found: Diagnostic, path: Path, places: Places) -> Diagnostic:
    """A finding with the path that it is about, and without a value that may be a secret."""
    keyed = places.keyed(path)
    return replace(found, path=keyed, value="" if holds_secret(keyed) else found.value)


def _stream(reading: _Reading) -> None:
    """Reads the one document of a file."""
    for event in reading.events:
        if isinstance(event, DocumentStartEvent):
            if event.version or event.tags:
                reading.find((), _directive(reading.lines, event.start_mark.index))
            if reading.root:
                message = "a file holds one blueprint, and here a second document begins"
                reading.find((), _refused(message, reading.where(event), "---", "put it into another file"))
                return
            for content in reading.until(DocumentEndEvent):
                _node(reading, content, (), reading.root.append)


def _directive(lines: Lines, end: int) -> Diagnostic:
    """The finding for the directives of a document, at the last of them; the parser knows only where they `end`."""
    found = [(each.start(), each[0].strip()) for each in _DIRECTIVE.finditer(lines.text, 0, end)]
    start, value = found[-1] if found else (end, "")
    hint = "leave it out: a blueprint is YAML 1.2 without tags"
    return _refused("directives are not allowed", lines.place(start), value, hint)


def _node(reading: _Reading, event: Event, path: Path, put: _Put) -> None:
    """Reads one value and hands it to `put` before its own parts are read, so paths can be spelled at any time."""
    place = reading.values.setdefault(path, reading.where(event))
    reading.admit(path, place)
    _plain_only(reading, event, path)
    match event:
        case ScalarEvent():
            put(_scalar(reading, event, path))
        case SequenceStartEvent():
            elements: list[Value] = []
            put(elements)
            for index, element in enumerate(reading.until(SequenceEndEvent)):
                _node(reading, element, (*path, index), elements.append)
        case MappingStartEvent():
            members: dict[str, Value] = {}
            put(members)
            for key in reading.until(MappingEndEvent):
                _member(reading, key, path, members)
        case _:
            put(None)


def _member(reading: _Reading, event: Event, path: Path, members: dict[str, Value]) -> None:
    """Reads one key and its value; of a key that stands twice the first value is kept."""
    place = reading.where(event)
    if not isinstance(event, ScalarEvent):
        reading.find(path, _refused("a key must be plain text", place, "", "write a word before the colon"))
        _node(reading, event, (*path, ""), lambda _: None)
        _node(reading, next(reading.events), (*path, ""), lambda _: None)
        return
    key = (*path, event.value)
    _plain_only(reading, event, key)
    if event.value == "<<" and event.style is None:
        reading.find(key, _refused("merge keys are not allowed", place, "<<", _IN_PLACE))
    if event.value in members:
        message = f"the key '{event.value}' stands here twice; the first is on line {reading.keys[key].line}"
        hint = "keep one of the two: many programs would silently take the last"
        reading.find(key, Diagnostic(code="LOD03", message=message, place=place, hint=hint))
        _node(reading, next(reading.events), key, lambda _: None)
        return
    reading.keys[key] = place
    value = next(reading.events)
    if isinstance(value, ScalarEvent) and not value.value and value.style is None:
        reading.values[key] = place  # the parser places an empty value where the next thing begins
    _node(reading, value, key, lambda value: members.update({event.value: value}))


def _scalar(reading: _Reading, event: ScalarEvent, path: Path) -> Value:
    text = str(event.value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        message, hint = "an escape that is no character", "half of a surrogate pair is none; write the character itself"
        reading.find(path, Diagnostic(code="LOD02", message=message, place=reading.where(event), hint=hint))
    return meaning(text) if event.style is None and event.tag is None else text


def _plain_only(reading: _Reading, event: Event, path: Path) -> None:
    """Refuses aliases, anchors and tags: with them a value no longer stands where it is read."""
    if not isinstance(event, NodeEvent):
        return
    place = reading.where(event)
    if isinstance(event, AliasEvent):
        hint = _QUOTED if event.anchor.startswith(".") else _IN_PLACE
        reading.find(path, _refused("aliases are not allowed", place, f"*{event.anchor}", hint))
        return
    if event.anchor is not None:
        reading.find(path, _refused("anchors are not allowed", place, f"&{event.anchor}", _IN_PLACE))
    if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent) and event.tag is not None:
        hint = "leave the tag out; text that looks like a number goes in quotes"
        reading.find(path, _refused("tags are not allowed", place, event.tag.replace("tag:yaml.org,2002:", "!!"), hint))


def _refused(message: str, place: Place, value: str, hint: str) -> Diagnostic:
    return Diagnostic(code="LOD04", message=message, place=place, value=value, hint=hint)
