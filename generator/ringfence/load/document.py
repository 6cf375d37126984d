"""Stage 1, load: reads a blueprint file; decides what counts as a readable file, and hands on data with places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity
from ringfence.load.compose import compose
from ringfence.load.places import Path, Places, Value
from ringfence.secrets import holds_secret, shows_secret

LIMIT = 500_000
"""Bytes a blueprint may have; one with two hundred landing zones has a fifth of it."""
MAX_LINES = 20_000
"""Lines a blueprint may have: twice its keys and values, so that each may carry a comment."""


@dataclass(frozen=True, slots=True)
class Document:
    """A blueprint file: the name the user gave it, its text, its data, and where everything stands."""

    name: str
    text: str
    tree: Mapping[str, Value]
    places: Places

    def finding(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        hint: str = "",
        source: str = "",
        severity: Severity = Severity.ERROR,
        on_key: bool = False,
    ) -> Diagnostic:
        """A finding about the value at a path, with its place, keyed path and value; `on_key` places it at the key."""
        return Diagnostic(
            code=code,
            message=message,
            place=self.places.key(path) if on_key else self.places.at(path),
            path=self.places.keyed(path),
            value=self.shown(path),
            hint=hint,
            source=source,
            severity=severity,
        )

    def shown(self, path: Path) -> str:
        """The value at a path as text for a message; '' for nothing, for a secret, and for more than a line holds."""
        if holds_secret(self.places.keyed(path)):
            return ""
        value = self.places.value(path)
        text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
        return text if len(text) <= 100 and not shows_secret(text) else ""

    def without(self, path: Path) -> Document:
        """This document as if the part at `path` did not exist; every other part keeps its place and its name."""
        tree = _pruned(dict(self.tree), path)
        gone = (*self.places.gone, path)
        return replace(self, tree=tree if isinstance(tree, dict) else {}, places=replace(self.places, gone=gone))


def load(path: FilePath) -> Document:
    """Reads a YAML 1.2 file in UTF-8 that holds one mapping.

    Raises `Rejected` with LOD01 (unreadable, too large, not UTF-8, empty, no mapping), LOD02 (not YAML), LOD03 (a key
    twice) and LOD04 (anchors, aliases, merge keys, tags, several documents, keys that are no text).
    """
    name = str(path)
    return read(name, _text(name, _bytes(name, path)))


def read(name: str, text: str) -> Document:
    """The document in a text; `name` is what findings call it. Raises `Rejected` as `load` does."""
    places = compose(name, text)
    return Document(name, text, places.tree, places)


def _bytes(name: str, path: FilePath) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        raise _unreadable(Place(name), f"the file cannot be read: {error.strerror}") from error
    except ValueError as error:  # a name with a null character
        raise _unreadable(Place(), "this is not a file name") from error
    if len(content) > LIMIT:
        raise _unreadable(Place(name), f"the file is larger than {LIMIT:,} bytes, which no blueprint is")
    if content.count(b"\n") > MAX_LINES:
        raise _unreadable(Place(name), f"the file has more than {MAX_LINES:,} lines, which no blueprint has")
    return content


def _text(name: str, content: bytes) -> str:
    """The text of a file. A byte order mark is taken off: it is no character of the text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _unreadable(place, "the file is not UTF-8", hint="save it again as UTF-8") from error


def _unreadable(place: Place, message: str, hint: str = "") -> Rejected:
    return Rejected(Report.of([Diagnostic(code="LOD01", message=message, place=place, hint=hint)]))


def _pruned(node: Value, path: Path) -> Value:
    """A copy of a tree without the part at `path`."""
    step, rest = path[0], path[1:]
    if isinstance(node, dict):
        return {
            key: _pruned(child, rest) if key == step else child for key, child in node.items() if rest or key != step
        }
    if isinstance(node, list):
        return [_pruned(each, rest) if at == step else each for at, each in enumerate(node) if rest or at != step]
    return node
