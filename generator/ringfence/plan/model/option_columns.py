"""Columns of rows whose values a blueprint gives by options of the catalogue: bounded as the language bounds them."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.catalog.option import Option
from ringfence.plan.model.values import Column, between, length, one_of

WORDS: Mapping[str, tuple[str, ...]] = {"name": length(2, 24)}
"""Bounds of the words of the language."""


def columns(options: Mapping[str, Option]) -> tuple[Column, ...]:
    """A column for each option of a row, in their order."""
    return tuple(
        Column(name=name, type=_type(option), text=option.description, bounds=_bounds(option))
        for name, option in options.items()
    )


def _type(option: Option) -> str:
    if option.enum:
        return one_of(*option.enum)
    return "int" if option.type == "integer" else "string"


def _bounds(option: Option) -> tuple[str, ...]:
    if option.type == "integer" and option.minimum is not None and option.maximum is not None:
        return between(option.minimum, option.maximum)
    if option.maxLength is not None:
        return length(option.minLength or 1, option.maxLength)
    return WORDS.get(option.is_, ())
