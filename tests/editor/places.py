"""Every place of the language where keys can stand, as a document with a cursor; derived from the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ringfence.catalog.read import purposes

Part = Mapping[str, Any]
Steps = tuple[str, ...]
ZONES: Steps = ("landingZones", "-")


@dataclass(frozen=True)
class Place:
    """A mapping of the language by the keys that lead to it (`-` for an entry of a list), and the keys it may have.

    In a landing zone a place belongs to a purpose, whose workload block stands before it. `free` says that its keys are
    names for the author to choose.
    """

    steps: Steps
    keys: tuple[str, ...]
    purpose: str = ""
    free: bool = False

    @property
    def workload(self) -> str:
        """The workload block of its landing zone; '' outside of landing zones."""
        return purposes()[self.purpose].key if self.purpose else ""

    def text(self, key: str = "") -> str:
        """A document that ends at the place where a key would be written, or with a key there."""
        written, indent, listed = "", 0, False
        for index, step in enumerate(self.steps):
            if step == "-":
                written += " " * indent + "- "
                indent, listed = indent + 2, True
            else:
                written += ("" if listed else " " * indent) + f"{step}:\n"
                indent, listed = indent + 2, False
            if self.steps[: index + 1] == ZONES and self.workload not in ("", *self.steps[index + 1 : index + 2]):
                written += f"{self.workload}: {{}}\n"
                listed = False
        return written + ("" if listed else " " * indent) + key

    def __str__(self) -> str:
        where = ".".join(self.steps).replace(".-", "[]") or "top"
        return f"{where} ({self.purpose})" if self.purpose else where


def places(schema: Part) -> list[Place]:
    """Every place; those below landing zones once for each purpose that has them."""
    properties = schema["properties"]
    found = list(_walk(schema, {**schema, "properties": {k: v for k, v in properties.items() if k != ZONES[0]}}, ()))
    found[0] = Place((), tuple(properties))
    for purpose in purposes():
        part = schema["$defs"][f"LandingZone-{purpose}"]
        found += list(_walk(schema, part, ZONES, purpose))
    return found


def resolved(schema: Part, part: Part) -> Part:
    """A part with what it refers to."""
    if "$ref" not in part:
        return part
    target: Part = schema
    for step in part["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**resolved(schema, target), **{key: value for key, value in part.items() if key != "$ref"}}


def _walk(schema: Part, part: Part, steps: Steps, purpose: str = "") -> Iterator[Place]:
    part = resolved(schema, part)
    if "properties" in part:
        written = purposes()[purpose].key if purpose and steps == ZONES else ""
        yield Place(steps, tuple(key for key in part["properties"] if key != written), purpose)
        for key, value in part["properties"].items():
            yield from _walk(schema, value, (*steps, key), purpose)
    elif "propertyNames" in part:
        chosen = part["propertyNames"].get("enum", ())
        yield Place(steps, tuple(chosen), purpose, free=not chosen)
    elif "items" in part:
        yield from _walk(schema, part["items"], (*steps, "-"), purpose)
