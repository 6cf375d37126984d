"""Stage 5, reading bodies: JSON values, their leaves under keyed paths, and the dotted paths of facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Body: TypeAlias = Mapping[str, Json]

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class Absent:
    """The type of ABSENT: there is no such property, which is not the same as null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


def spelled(value: Json | Absent) -> str:
    """A value as JSON on one line, for a message; '' for ABSENT."""
    return "" if isinstance(value, Absent) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def under(path: str, key: str) -> str:
    """The keyed path of a property of `path`."""
    if not _PLAIN_KEY.fullmatch(key):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def name_of(element: Json) -> str:
    """The name that identifies an element of a list, '' when it has none."""
    name = element.get("name", "") if isinstance(element, Mapping) else ""
    return name if isinstance(name, str) else ""


def element_keys(elements: Sequence[Json]) -> list[str]:
    """A key for each element of a list: `name=x` where every element has another name, else its index."""
    names = [name_of(element) for element in elements]
    if all(names) and len(set(names)) == len(names):
        return [f"name={name}" for name in names]
    return [str(index) for index in range(len(elements))]


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every scalar in a JSON value under its keyed path; keys that are expressions or ids count as leaves too."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not _PLAIN_KEY.fullmatch(key):
                yield under(path, key), key
            yield from leaves(part, under(path, key))
    elif isinstance(value, list | tuple):
        for key, part in zip(element_keys(value), value, strict=True):
            yield from leaves(part, f"{path}[{key}]")
    else:
        yield path, value


def find(body: Json, path: str, at: str = "") -> Iterator[tuple[str, Json | Absent]]:
    """What stands at a fact's dotted path, once an element for `[*]`; ABSENT where the property is missing."""
    head, _, rest = path.partition(".")
    key, element = _head(head)
    value = body[key] if isinstance(body, Mapping) and key in body else ABSENT
    at = under(at, key)
    if element and element != "*":
        found, place = (
            (_first(value), f"{at}[0]") if element == "0" else (_named(value, element), f"{at}[name={element}]")
        )
        yield from find(found, rest, place) if found is not None else [(place, ABSENT)]
    elif not element:
        yield from find(value, rest, at) if rest and not isinstance(value, Absent) else [(at, value)]
    elif isinstance(value, list | tuple):
        for name, element in zip(element_keys(value), value, strict=True):
            yield from find(element, rest, f"{at}[{name}]")


def _head(part: str) -> tuple[str, str]:
    """The key of a part of a fact's path, and which elements: '' for none, `*` for every, else name or index of one."""
    key, _, inside = part.partition("[")
    return key, inside.removesuffix("]").removeprefix("name=")


def _first(value: Json | Absent) -> Body | None:
    """The first element of a list, if it is an object."""
    row = value[0] if isinstance(value, list | tuple) and value else None
    return row if isinstance(row, Mapping) else None


def _named(value: Json | Absent, name: str) -> Body | None:
    """The element of a list that has this name."""
    rows = value if isinstance(value, list | tuple) else ()
    return next((row for row in rows if isinstance(row, Mapping) and name_of(row) == name), None)


def with_fact(body: Body, path: str, value: Json) -> dict[str, Json]:
    """The body with a value set at a fact's dotted path.

    `[*]` sets it in every element that the body already has, `[name=x]` in the element of that name and `[0]` in the
    first, made if missing.
    """
    head, _, rest = path.partition(".")
    key, element = _head(head)
    have = body.get(key)
    if element == "0":
        others = list(have[1:]) if isinstance(have, list | tuple) else []
        return {**body, key: [with_fact(_first(have) or {}, rest, value), *others]}
    if element and element != "*":
        rows = list(have) if isinstance(have, list | tuple) else []
        named = with_fact(_named(have, element) or {"name": element}, rest, value)
        if _named(have, element) is None:
            return {**body, key: [*rows, named]}
        return {**body, key: [named if name_of(e) == element else e for e in rows]}
    if element:
        elements = have if isinstance(have, list | tuple) else ()
        return {**body, key: [with_fact(e, rest, value) if isinstance(e, Mapping) else e for e in elements]}
    if not rest:
        return {**body, key: list(value) if isinstance(value, tuple) else value}
    return {**body, key: with_fact(have if isinstance(have, Mapping) else {}, rest, value)}


def joined(body: Body, more: Body) -> Body:
    """Both bodies in one: objects are joined at every depth; where both have another value, that of `more` stands."""
    both = dict(body)
    for key, value in more.items():
        have = both.get(key)
        both[key] = joined(have, value) if isinstance(have, Mapping) and isinstance(value, Mapping) else value
    return both
