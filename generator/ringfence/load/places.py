"""Stage 1, load: decides which line and column stand for a part of a blueprint, and how its path is spelled."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ringfence.diagnostics import Place

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
"""Plain data, as JSON knows it."""
Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top of a blueprint down to one of its parts."""

LINE_BREAK = re.compile(r"\r\n|\n|\r")
"""Line breaks of YAML 1.2, section 5.4; editors count lines by the same three."""
_LABELS = ("name", "user", "group")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Lines:
    """The text of one file, and where its lines begin."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def place(self, offset: int) -> Place:
        """The place of the character at this offset."""
        line = bisect_right(self._starts, offset)
        return Place(self.file, line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Places:
    """The data of one blueprint, and where each key and value of it stands.

    `gone` are parts that were left out of the data afterwards, oldest first: paths count list elements without them,
    and still lead to what stands in the file. No method raises for a path that does not exist.
    """

    tree: Mapping[str, Value]
    values: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    gone: tuple[Path, ...] = ()

    def has(self, path: Path) -> bool:
        """Whether something stands in the file at a path."""
        return self._in_file(path) in self.values

    def value(self, path: Path) -> Value:
        """What stands in the file at a path; None when nothing does."""
        node: Value = dict(self.tree)
        for step in self._in_file(path):
            node = _child(node, step)
        return node

    def at(self, path: Path) -> Place:
        """The place of the value at a path; of its nearest parent that exists when the path does not."""
        return self.values.get(self._nearest(path), Place())

    def key(self, path: Path) -> Place:
        """The place of the key that a path ends in; list elements have no key, so theirs is that of the value."""
        nearest = self._nearest(path)
        return self.keys.get(nearest) or self.values.get(nearest, Place())

    def keyed(self, path: Path) -> str:
        """A path as people read it: `landingZones[name=fraud].machineLearning.clusters[name=cpu].maxNodes`.

        List elements are called by their `name`, `user` or `group`, and by their index when they have none.
        """
        node: Value = dict(self.tree)
        text = ""
        for step in self._in_file(path):
            node = _child(node, step)
            text += f"[{_label(node, step)}]" if isinstance(step, int) else _key(step, first=not text)
        return text

    def found(self, keyed: str) -> Place | None:
        """The place of what `keyed` calls, or of its nearest parent that stands in the file; None when none does."""
        called = {self.keyed(path): place for path, place in self.values.items() if path}
        while keyed and keyed not in called:
            keyed = keyed.rpartition(".")[0]
        return called.get(keyed)

    def _nearest(self, path: Path) -> Path:
        path = self._in_file(path)
        while path and path not in self.values:
            path = path[:-1]
        return path

    def _in_file(self, path: Path) -> Path:
        """The path in the file of what is at a path without the parts that are gone."""
        for *parent, gone in reversed(self.gone):
            at = len(parent)
            step = path[at] if len(path) > at and path[:at] == tuple(parent) else None
            if isinstance(step, int) and isinstance(gone, int) and step >= gone:
                path = (*path[:at], step + 1, *path[at + 1 :])
        return path


def _child(node: Value, step: str | int) -> Value:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _label(element: Value, index: int) -> str:
    if isinstance(element, dict):
        for label in _LABELS:
            called = element.get(label)
            if isinstance(called, str):
                return f"{label}={called}"
    return str(index)


def _key(step: str, *, first: bool) -> str:
    if not _PLAIN_KEY.fullmatch(step):
        return f"[{json.dumps(step)}]"
    return step if first else f".{step}"
