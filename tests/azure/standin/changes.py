"""The answer of what-if: each resource with its kind of change, and the properties that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.azure.standin.refusal import Body


def changes(resources: Sequence[Body], state: Mapping[str, Body]) -> list[Body]:
    """What deploying the resources would change, in their order."""
    return [_change(resource, state.get(resource["id"].lower())) for resource in resources]


def _change(after: Body, before: Body | None) -> Body:
    change: Body = {"resourceId": after["id"], "before": before, "after": after, "delta": None}
    if before is None:
        return {**change, "changeType": "Create"}
    delta = list(_delta(before, after))
    return {**change, "changeType": "Modify" if delta else "NoChange", "delta": delta or None}


def _delta(before: Body, after: Body, path: str = "") -> Iterator[Body]:
    """The properties that differ between two objects, by dotted path."""
    for key in [*before, *(key for key in after if key not in before)]:
        here = f"{path}.{key}" if path else key
        if key not in before:
            yield _difference(here, "Create", None, after[key])
        elif key not in after:
            yield _difference(here, "Delete", before[key], None)
        else:
            yield from _value(here, before[key], after[key])


def _value(path: str, before: Any, after: Any) -> Iterator[Body]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _delta(before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        yield _difference(path, "Array", before, after, list(_elements(before, after)))
    else:
        yield _difference(path, "Modify", before, after)


def _elements(before: list[Any], after: list[Any]) -> Iterator[Body]:
    """The elements that differ, by index; two objects are compared inside."""
    for index in range(max(len(before), len(after))):
        if index >= len(before):
            yield _difference(str(index), "Create", None, after[index])
        elif index >= len(after):
            yield _difference(str(index), "Delete", before[index], None)
        elif isinstance(before[index], dict) and isinstance(after[index], dict):
            if inside := list(_delta(before[index], after[index])):
                yield _difference(str(index), "Modify", before[index], after[index], inside)
        else:
            yield from _value(str(index), before[index], after[index])


def _difference(path: str, kind: str, before: Any, after: Any, children: list[Body] | None = None) -> Body:
    return {"path": path, "propertyChangeType": kind, "before": before, "after": after, "children": children}
