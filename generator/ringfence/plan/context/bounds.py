"""The bounds of a value as the language and the catalogue have them, in the words of Bicep's decorators."""

from __future__ import annotations

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel

from ringfence.catalog.option import Option
from ringfence.plan.model.values import one_of


def bounds_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """What bounds a key of the blueprint: least and most of a number, shortest and longest of a text."""
    found: list[str] = []
    for each in model.model_fields[field].metadata:
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


def bounds_of_option(option: Option) -> tuple[str, ...]:
    """What bounds a key of a service folder."""
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
