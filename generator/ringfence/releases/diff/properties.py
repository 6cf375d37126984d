"""Where two bodies of one resource differ, as paths with the old and the new value; order of a list says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.check.paths import ABSENT, Absent, Json, element_keys, leaves, name_of, spelled, under


@dataclass(frozen=True, slots=True)
class Value:
    """A property that differs, with what it was and what it is; '' where it is not there."""

    path: str
    old: str
    new: str


def values(old: Json | Absent, new: Json | Absent, path: str = "") -> Iterator[Value]:
    """Every property that differs, in order of path.

    Elements of a list that all have names are compared by name. Of any other list only the elements that go and come
    are told, so that one more is one more and no shift of all that follow.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from values(old.get(key, ABSENT), new.get(key, ABSENT), under(path, key))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        yield from _elements(old, new, path)
    elif type(old) is not type(new) or old != new:
        yield Value(path, _text(old), _text(new))


def _elements(old: Sequence[Json], new: Sequence[Json], path: str) -> Iterator[Value]:
    if _named(old) and _named(new):
        left, right = ({name_of(one): one for one in rows} for rows in (old, new))
        for name in sorted({*left, *right}):
            yield from values(left.get(name, ABSENT), right.get(name, ABSENT), f"{path}[name={name}]")
        return
    had, has = Counter(map(_text, old)), Counter(map(_text, new))
    gone, come = had - has, has - had
    if gone or come:
        yield Value(path, ", ".join(sorted(gone.elements())), ", ".join(sorted(come.elements())))


def _named(rows: Sequence[Json]) -> bool:
    return all(key.startswith("name=") for key in element_keys(rows))


def _text(value: Json | Absent) -> str:
    """A value for people: text as it is, an object as its properties without their common beginning."""
    if isinstance(value, Mapping) and value:
        told = ((path.removeprefix("properties.").replace(".properties", ""), leaf) for path, leaf in leaves(value))
        return ", ".join(f"{path} {_text(leaf)}" for path, leaf in told if path != "name")
    if isinstance(value, str):
        return value.rsplit("/", 1)[-1] if value.startswith("/subscriptions/") else value
    return spelled(value)
