"""Stage 2, blueprint: what editors show for a key of the JSON Schema: meaning, default, bounds and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ringfence.blueprint.pattern_texts import WORDS
from ringfence.blueprint.schema.bounds import bounds, spelled

Part = dict[str, Any]
"""A part of a JSON Schema that is changed in place."""
_EXAMPLES = {
    r"^Standard_[A-Za-z0-9_-]+$": ["Standard_D4s_v5", "Standard_D8s_v5", "Standard_E4s_v5"],
    r"^[A-Za-z][A-Za-z0-9 .()+-]*$": ["UTC", "W. Europe Standard Time"],
}
"""What editors propose for a pattern."""
_NAME, _NAMES = "name", {r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "corp.bank.example"}
"""What editors write for a free name in a mapping; a name with another pattern has an example that fits it."""


def parts(schema: Part) -> Iterator[Part]:
    """A schema and every schema inside it."""
    yield schema
    for word in ("$defs", "properties", "patternProperties"):
        for below in schema.get(word, {}).values():
            yield from parts(below)
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(word), dict):
            yield from parts(schema[word])
    for word in ("anyOf", "oneOf", "allOf"):
        for below in schema.get(word, ()):
            yield from parts(below)


def tell(schema: Part) -> None:
    """Add default and bounds to descriptions, words to titles, and examples to numbers."""
    for part in list(parts(schema)):
        if isinstance(part.get("title"), str):
            part["title"] = _spaced(part["title"])
        for key, value in part.get("properties", {}).items():
            _describe(value, required=key in part.get("required", ()))
        if part.get("type") == "integer" and "default" not in part:
            part["examples"] = [part.get("minimum", 0)]  # else editors write 0, whatever the bounds
        if part.get("items", {}).get("type") == "integer":
            part["items"]["default"] = part["items"].get("minimum", 0)  # the same, for the elements of lists
        if "propertyNames" in part:
            part["propertyNames"]["title"] = _NAMES.get(next(iter(part.get("patternProperties", ())), ""), _NAME)


def explain_patterns(schema: Part) -> None:
    """Add words and examples to patterns, wherever they stand."""
    for part in list(parts(schema)):
        if words := WORDS.get(part.get("pattern", "")):
            part["patternErrorMessage"] = "; ".join(words)
        if examples := _EXAMPLES.get(part.get("pattern", "")):
            part["examples"] = examples


def _spaced(title: str) -> str:
    """The name of a model in words: `Landing zone`."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[0].lower()}", title)


def _describe(value: Part, *, required: bool) -> None:
    """Put default and bounds behind the description of a key; without marks of Markdown, which editors would show."""
    told = [value.get("description", "")]
    default = value.get("default")
    if not required and default is not None and not isinstance(default, dict):
        told.append(f"Default: {spelled(default) if default != [] else 'none'}.")
    if found := "; ".join(bounds(value)):
        told.append(f"Bounds: {found}.")
    if all(told):
        value["description"] = " ".join(told).replace("`", "")
