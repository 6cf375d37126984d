"""A blueprint to begin with: one of the shipped texts, comments and all, with the answers put in at their places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ringfence.assets import starting_points
from ringfence.load.document import Document, read
from ringfence.load.places import Path
from ringfence.load.scalars import meaning

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .@_/-]*[A-Za-z0-9]|[0-9.]+/[0-9]+|[0-9a-f-]{36}")
"""What needs no quotes, unless it is a word such as `true`."""


def beginning(start: str) -> Document:
    """The starting point of a name; raises KeyError for one that is not shipped."""
    file = starting_points()[start]
    return read(file.name, file.read_text("utf-8"))


def filled(document: Document, answers: Mapping[Path, tuple[str, ...]]) -> str:
    """The text of a starting point with each value in `answers` in its place; everything else stays as it is.

    A landing zone that gets another name gets it wherever it is referred to.
    """
    top = YAML(typ="safe", pure=True).compose(document.text)
    edits = [edit for path, values in answers.items() for edit in _edits(top, path, values)]
    text = document.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edits(top: Node, path: Path, values: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """The pieces of text to replace for one answer: start, end, new text."""
    node = _at(top, path)
    new = f"[{', '.join(map(_spelled, values))}]" if isinstance(node, SequenceNode) else _spelled(values[0])
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


def _spelled(text: str) -> str:
    """A text as a YAML scalar, with quotes where it needs them; JSON's are YAML's."""
    return text if _PLAIN.fullmatch(text) and meaning(text) == text else json.dumps(text, ensure_ascii=False)
