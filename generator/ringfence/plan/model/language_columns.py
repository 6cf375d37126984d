"""Columns of rows that the input language tells of: with its types, its closed sets, its bounds and its words."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from ringfence.blueprint.language.types import Node
from ringfence.plan.model.values import ADDRESS, Column, length, one_of

_DECORATORS = {"ge": "minValue", "le": "maxValue", "min_length": "minLength", "max_length": "maxLength"}


def column(model: type[Node], field: str, *, name: str = "", inside: tuple[Column, ...] = ()) -> Column:
    """The column of a field: bounded as the language bounds it, optional where that has nothing in place of it.

    `name` is what the column is called, when not as in a blueprint; `inside` are the columns of the rows in it.
    """
    known = model.model_fields[field]
    inner, bounds = _taken_apart(known.annotation, list(known.metadata))
    called = name or known.alias or field
    type_ = f"{called}Type" if inside else _type(inner)
    rest = "?" if NoneType in get_args(known.annotation) else ""
    return Column(name=called, type=type_ + rest, text=known.description or "", bounds=bounds, inside=inside)


def _taken_apart(annotation: Any, metadata: list[Any]) -> tuple[Any, tuple[str, ...]]:
    """What a field holds when it holds something, and its bounds."""
    optional = NoneType in get_args(annotation)
    inner = next(each for each in get_args(annotation) if each is not NoneType) if optional else annotation
    if get_origin(inner) is Annotated:
        inner, *more = get_args(inner)
        metadata = [*metadata, *(each for known in more for each in known.metadata)]
    found = tuple(_bounds(metadata))
    return inner, found or (length(*ADDRESS) if inner is IPv4Address else ())


def _bounds(metadata: list[Any]) -> Iterator[str]:
    for each in metadata:
        for word, decorator in _DECORATORS.items():
            if (bound := getattr(each, word, None)) is not None:
                yield f"{decorator}({bound})"


def _type(annotation: Any) -> str:
    """The Bicep type: numbers and truths are such, closed sets are unions, all else is text; and lists of these."""
    if get_origin(annotation) is Literal:
        return one_of(*get_args(annotation))
    if get_origin(annotation) is list:
        each = _type(get_args(annotation)[0])
        return f"({each})[]" if "|" in each else f"{each}[]"
    return {int: "int", bool: "bool"}.get(annotation, "string")
