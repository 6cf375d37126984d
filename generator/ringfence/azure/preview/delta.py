"""The properties that a what-if says would change; elements of lists are paired by their names where they have some.

Azure pairs elements by index, so one rule more at the front of a list looks as if every rule had changed; and it gives
lists such as the rules of a security group back in another order than they were sent.
Source: Azure/arm-template-whatif#260.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A property that would change, by dotted path; `kind` is Azure's word: Create, Delete, Modify or NoEffect."""

    path: str
    kind: str
    before: object
    after: object


def differences(rows: Any, before: object, after: object, above: str = "") -> Iterator[Difference]:
    """The ends of a delta: an array and an object stand for what is inside them.

    `rows` are the rows of the answer; `before` and `after` are what they are about, None where Azure does not say.
    """
    for row in rows:
        own = str(row["path"])
        path = f"{above}.{own}" if above else own
        old, new = _at(before, own), _at(after, own)
        if _moved(old, new):
            yield from _between(old, new, path)
        elif row.get("children"):
            yield from differences(row["children"], old, new, path)
        else:
            yield Difference(path, str(row["propertyChangeType"]), row.get("before"), row.get("after"))


def _at(value: object, path: str) -> object:
    """What stands at a dotted path, None where nothing does."""
    for key in path.split("."):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list):
            value = value[int(key)] if key.isdecimal() and int(key) < len(value) else None
        else:
            return None
    return value


def _by_name(value: object) -> dict[str, object] | None:
    """The elements of a list by their names; None where one has no name, or that of another."""
    if not isinstance(value, list) or not all(
        isinstance(row, dict) and isinstance(row.get("name"), str) for row in value
    ):
        return None
    found = {row["name"]: row for row in value}
    return found if len(found) == len(value) else None


def _moved(before: object, after: object) -> bool:
    """Whether an index holds an element of another name than before, so that to pair by index would mislead."""
    old, new = _by_name(before), _by_name(after)
    return old is not None and new is not None and any(a != b for a, b in zip(old, new, strict=False))


def _between(before: object, after: object, path: str) -> Iterator[Difference]:
    """Where two values differ: objects by their keys, lists of named elements by their names."""
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        if before != after:
            yield Difference(path, "Modify", before, after)
        return
    for key in dict.fromkeys((*old, *new)):
        here = f"{path}.{key if _WORD.fullmatch(key) else [*old, *new].index(key)}"
        if key not in old:
            yield Difference(here, "Create", None, new[key])
        elif key not in new:
            yield Difference(here, "Delete", old[key], None)
        else:
            yield from _between(old[key], new[key], here)


def _parts(value: object) -> dict[str, object] | None:
    """The values inside an object by key, or inside a list by name; None for anything else."""
    return {str(key): part for key, part in value.items()} if isinstance(value, dict) else _by_name(value)
