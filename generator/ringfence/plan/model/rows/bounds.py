"""The bounds of a value as the language and the catalogue have them, in the words of Bicep's decorators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ringfence.catalog.option import Option
from ringfence.catalog.tables import regions
from ringfence.plan.model.values import ADDRESS, Column, length, one_of

NAME = length(2, 24)
"""The bounds of a name of the blueprint."""
LINE = length(3, 100)
"""The bounds of a line of the blueprint."""
HOST = length(3, 253)
"""The bounds of a host name. Source: RFC 1035, 2.3.4, without the dot at the end."""


_WORDS = {"name": NAME, "line": LINE}


def region_bounds() -> tuple[str, ...]:
    """How long names of regions are."""
    known = [len(name) for name in regions()]
    return length(min(known), max(known))


def bounds_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """What bounds a key of the blueprint: least and most of a number, shortest and longest of a text."""
    return _decorators(model.model_fields[field].metadata)


def _decorators(metadata: Iterable[object]) -> tuple[str, ...]:
    found: list[str] = []
    for each in metadata:
        match each:
            case Ge(ge=least):
                found.append(f"minValue({least})")
            case Le(le=most):
                found.append(f"maxValue({most})")
            case MinLen(min_length=shortest):
                found.append(f"minLength({shortest})")
            case MaxLen(max_length=longest):
                found.append(f"maxLength({longest})")
    return tuple(found)


def column(
    model: type[BaseModel], field: str, *, name: str = "", inside: tuple[Column, ...] = (), one: str = ""
) -> Column:
    """The column of a field: bounded as the language bounds it, optional where that has nothing in place of it.

    `name` is what the column is called, when not as in a blueprint; `inside` are the columns of the rows in it, and
    `one` says what one of these is.
    """
    known = model.model_fields[field]
    inner, bounds = _taken_apart(known.annotation, list(known.metadata))
    called = name or known.alias or field
    type_ = f"{called}Type" if inside else _type_of(inner)
    rest = "?" if NoneType in get_args(known.annotation) else ""
    return Column(name=called, type=type_ + rest, text=known.description or "", bounds=bounds, inside=inside, one=one)


def _taken_apart(annotation: object, metadata: Sequence[object]) -> tuple[object, tuple[str, ...]]:
    """What a field holds when it holds something, and its bounds."""
    optional = NoneType in get_args(annotation)
    inner = next(each for each in get_args(annotation) if each is not NoneType) if optional else annotation
    if get_origin(inner) is Annotated:
        inner, *more = get_args(inner)
        known = [field for field in more if isinstance(field, FieldInfo)]
        metadata = [*metadata, *(each for field in known for each in field.metadata)]
    found = _decorators(metadata)
    return inner, found or (length(*ADDRESS) if inner is IPv4Address else ())


def _type_of(annotation: object) -> str:
    """The Bicep type: numbers and truths are such, closed sets are unions, all else is text; and lists of these."""
    if get_origin(annotation) is Literal:
        return one_of(*get_args(annotation))
    if get_origin(annotation) is list:
        each = _type_of(get_args(annotation)[0])
        return f"({each})[]" if "|" in each else f"{each}[]"
    return "int" if annotation is int else "bool" if annotation is bool else "string"


def bounds_of_option(option: Option) -> tuple[str, ...]:
    """What bounds a key of a service folder."""
    if option.is_ in _WORDS:
        return _WORDS[option.is_]
    words = {
        "minValue": option.minimum,
        "maxValue": option.maximum,
        "minLength": option.minLength,
        "maxLength": option.maxLength,
    }
    return tuple(f"{word}({bound})" for word, bound in words.items() if bound is not None)


def type_of_option(option: Option) -> str:
    """The Bicep type of a key of a service folder that is one of a few words; '' for any other."""
    return one_of(*option.enum) if option.enum else ""


def columns(options: Mapping[str, Option]) -> tuple[Column, ...]:
    """A column for each key of a row that a service folder has, in their order."""
    return tuple(
        Column(
            name=name,
            type=type_of_option(option) or ("int" if option.type == "integer" else "string"),
            text=option.description,
            bounds=bounds_of_option(option),
        )
        for name, option in options.items()
    )
