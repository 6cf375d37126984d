"""Stage 2, blueprint: the bounds and the default of a part of a JSON Schema in words, for tables and editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringfence.blueprint.pattern_texts import WORDS

Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""
EXAMPLE = re.compile(r"for example '([^']+)'")
"""The example in the hint for a pattern."""
_SPANS = {
    ("minItems", "maxItems"): " entries",
    ("minProperties", "maxProperties"): " entries",
    ("minimum", "maximum"): "",
    ("minLength", "maxLength"): " characters",
}


def bounds(value: Schema) -> Iterator[str]:
    """What a value, its elements, names and choices must keep: numbers, lengths, patterns."""
    for ends, unit in _SPANS.items():
        yield from _span(value, ends, unit)
    if "pattern" in value:
        yield _pattern(value["pattern"])
    for choice in choices(value):
        yield from bounds(choice)
    names = [{"pattern": pattern} for pattern in value.get("patternProperties", ())]
    names += [value["propertyNames"]] if "propertyNames" in value else []
    each = [value["items"]] if "items" in value else []
    for word, parts in (("each", each), ("names", names), ("values", values(value))):
        yield from (f"{word} {bound}" for part in parts for bound in bounds(part))


def values(value: Schema) -> list[Schema]:
    """What the values of a mapping with free names may be."""
    below = [value.get("additionalProperties"), *value.get("patternProperties", {}).values()]
    return [each for each in below if isinstance(each, Mapping)]


def choices(value: Schema) -> list[Schema]:
    """What a value may be instead, without `null`."""
    every = [*value.get("anyOf", ()), *value.get("oneOf", ()), *value.get("allOf", ())]
    return [choice for choice in every if choice.get("type") != "null"]


def spelled(default: object) -> str:
    """A default as it is written in a blueprint: text bare, anything else as JSON."""
    return f"`{default if isinstance(default, str) else json.dumps(default, ensure_ascii=False)}`"


def asked(words: str) -> str:
    """What a pattern asks for, without the word that demands it."""
    return words.removeprefix("must be ")


def _span(value: Schema, ends: tuple[str, str], unit: str) -> Iterator[str]:
    """One span of numbers, when the schema has one of its ends."""
    least, most = (value.get(end) for end in ends)
    if least is not None and most is not None:
        yield f"{least} to {most}{unit}"
    elif least is not None or most is not None:
        yield f"at least {least}{unit}" if most is None else f"at most {most}{unit}"


def _pattern(pattern: str) -> str:
    """A pattern by an example where there is one, else in words."""
    words, hint = WORDS.get(pattern, (f"must match `{pattern}`", ""))
    example = EXAMPLE.match(hint)
    return f"like `{example[1]}`" if example else asked(words)
