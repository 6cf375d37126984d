"""Stage 2, blueprint: says, for a path into a blueprint, which part of the language stands there."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Node
from ringfence.load.places import Path

Fields = dict[str, FieldInfo]


def fields(node: type[Node]) -> Fields:
    """The keys that a node may have, as a user writes them, in the order of the model."""
    return {field.alias or name: field for name, field in node.model_fields.items()}


def kind(path: Path) -> object:
    """The type that stands at a path, without `Annotated` and `| None`; None for a path outside the language."""
    found: object = Blueprint
    for step in path:
        found = _part(found, step)
    return found


def field_at(path: Path) -> FieldInfo | None:
    """The field that a path ends in; None for list elements, map entries and paths outside the language."""
    parent = kind(path[:-1]) if path else None
    if isinstance(parent, type) and issubclass(parent, Node):
        return fields(parent).get(str(path[-1]))
    return None


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that may stand at a path; none where no mapping belongs or any key may stand."""
    found = kind(path)
    return tuple(fields(found)) if isinstance(found, type) and issubclass(found, Node) else ()


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value of a validated node that is no node, list or mapping itself, with its path."""
    if isinstance(value, Node):
        for name, field in type(value).model_fields.items():
            yield from leaves(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from leaves(element, (*path, index))
    elif not isinstance(value, dict):
        yield path, value


def _part(found: object, step: str | int) -> object:
    if isinstance(found, type) and issubclass(found, Node):
        field = fields(found).get(str(step))
        return _bare(field.annotation) if field else None
    if get_origin(found) in (list, dict):
        return _bare(get_args(found)[-1])
    return None


def _bare(annotation: object) -> object:
    """An annotation without `Annotated[…]` and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(choice for choice in get_args(annotation) if choice is not type(None)))
    return annotation
