"""A shipped example to begin with: its text, comments and all, with the answers put in at their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ringfence.assets import starting_points
from ringfence.load.document import Document, read
from ringfence.load.places import Path
from ringfence.load.scalars import meaning
from ringfence.start.questions import (
    CODE,
    NAME,
    POOLS,
    PREMISES,
    REGIONS,
    TENANT,
    Answers,
    Question,
    Values,
    lower,
    word,
)

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .@_/-]*[A-Za-z0-9]|[0-9.]+/[0-9]+|[0-9a-f-]{36}")
"""What needs no quotes, unless it is a word such as `true`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A shipped example as a beginning."""

    document: Document

    @classmethod
    def named(cls, start: str) -> Example:
        """The example of a name; raises KeyError for one that is not shipped."""
        file = starting_points()[start]
        return cls(read(file.name, file.read_text("utf-8")))

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Few questions, in the order of the text; pools come after what they must not overlap."""
        del answers
        return (question for question, _ in self._asked())

    def text(self, answers: Answers) -> str:
        """The example with the answers in their places; everything else stays as it is."""
        return filled(self.document, {path: answers[each.key] for each, path in self._asked() if answers.get(each.key)})

    def _asked(self) -> Iterator[tuple[Question, Path]]:
        """Each question with the path of its answer, where something stands at that path."""
        for question, path in _questions(self.document):
            value = self.document.places.value(path)
            if value is not None:
                default = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                yield replace(question, default=default, fills=(self.document.places.keyed(path),)), path


def _questions(document: Document) -> Iterator[tuple[Question, Path]]:
    """What may be asked of an example, each with the path of the answer."""
    yield NAME, ("institution", "name")
    yield CODE, ("institution", "code")
    yield TENANT, ("institution", "tenant")
    yield REGIONS, ("regions",)
    for index, called in enumerate(_names(document, "subscriptions")):
        question = Question(f"subscription {called}", f"Id of the subscription '{called}'", clean=lower)
        yield question, ("subscriptions", index, "id")
    yield PREMISES, ("onPremises", "prefixes")
    yield POOLS, ("addressPools",)
    if len(_names(document, "landingZones")) == 1:
        yield Question("landing-zone", "Name of the landing zone", clean=word), ("landingZones", 0, "name")


def _names(document: Document, key: str) -> list[str]:
    rows = document.tree.get(key)
    return [str(row["name"]) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def filled(document: Document, answers: Mapping[Path, Values]) -> str:
    """The text of a document with each value in `answers` in its place; everything else stays as it is.

    A landing zone that gets another name gets it wherever it is referred to.
    """
    top = YAML(typ="safe", pure=True).compose(document.text)
    edits = [edit for path, values in answers.items() for edit in _edits(top, path, values)]
    text = document.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def spelled(text: str) -> str:
    """A text as a YAML scalar, with quotes where it needs them; JSON's are YAML's."""
    return text if _PLAIN.fullmatch(text) and meaning(text) == text else json.dumps(text, ensure_ascii=False)


def spelled_list(values: Values) -> str:
    """Texts as a YAML list on one line."""
    return f"[{', '.join(map(spelled, values))}]"


def _edits(top: Node, path: Path, values: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """The pieces of text to replace for one answer: start, end, new text."""
    node = _at(top, path)
    new = spelled_list(values) if isinstance(node, SequenceNode) else spelled(values[0])
    yield node.start_mark.index, node.end_mark.index, new
    if path[0] == "landingZones" and path[-1] == "name":
        for at, each in _scalars(top):
            if _refers(at) and each.value == node.value:
                yield each.start_mark.index, each.end_mark.index, new


def _refers(path: Path) -> bool:
    """Whether a landing zone is named at a path."""
    if path[0] == "connections":
        return path[-1] in ("from", "to")
    return path[0] in ("egress", "access") and ("landingZones" in path or path[-1] == "lake")


def _at(node: Node, path: Path) -> Node:
    """The node at a path; raises KeyError when nothing is there."""
    for step in path:
        found = dict(_children(node)).get(step)
        if found is None:
            raise KeyError(path)
        node = found
    return node


def _children(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, MappingNode):
        yield from ((key.value, value) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        yield from enumerate(node.value)


def _scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield path, node
    for step, child in _children(node):
        yield from _scalars(child, (*path, step))
