"""Rule BLU12: a key has a value, because an empty one would be taken as left out."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Node
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Fault each optional key with nothing behind it; of a required one the language says so."""
    for path in _empty(blueprint, ()):
        message = f"'{path[-1]}' is empty, and would be taken as left out"
        hint = f"write what '{path[-1]}' holds, or remove the key"
        yield document.finding("BLU12", path, message, hint=hint, on_key=True)


def _empty(value: object, path: Path) -> Iterator[Path]:
    """The paths of keys that the file has and that hold nothing."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _empty(each, (*path, index))
    if isinstance(value, Node):
        written = [(name, field) for name, field in type(value).model_fields.items() if name in value.model_fields_set]
        for name, field in written:
            each, here = getattr(value, name), (*path, field.alias or name)
            yield from _empty(each, here) if each is not None else (here,)
