"""Stage 5, comparing bodies: where what Bicep predicts is not what the plan says, one difference a property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.check.paths import ABSENT, Absent, Json, element_keys, spelled, under


@dataclass(frozen=True, slots=True)
class Difference:
    """A property that is not as the plan says; ABSENT on either side when only the other one has it."""

    path: str
    wanted: Json | Absent
    found: Json | Absent

    def __str__(self) -> str:
        if isinstance(self.found, Absent):
            return f"is missing; the plan says {spelled(self.wanted)}"
        if isinstance(self.wanted, Absent):
            return f"is not in the plan, but Bicep predicts {spelled(self.found)}"
        return f"is {spelled(self.found)}; the plan says {spelled(self.wanted)}"


def differences(wanted: Json | Absent, found: Json | Absent, path: str = "") -> Iterator[Difference]:
    """Every difference between two JSON values, in the order of their paths; the world is closed on both sides.

    Elements that all have names are matched by name, and their order must agree too; lists of anything else are
    compared element by element. `1`, `1.0` and `true` are three values.
    """
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key in sorted({*wanted, *found}):
            yield from differences(wanted.get(key, ABSENT), found.get(key, ABSENT), under(path, key))
    elif isinstance(wanted, list | tuple) and isinstance(found, list | tuple):
        yield from _elements(wanted, found, path)
    elif type(wanted) is not type(found) or wanted != found:
        yield Difference(path, wanted, found)


def _elements(wanted: Sequence[Json], found: Sequence[Json], path: str) -> Iterator[Difference]:
    if not all(isinstance(element, Mapping) for element in (*wanted, *found)):
        if spelled(wanted) != spelled(found):
            yield Difference(path, wanted, found)
        return
    left = dict(zip(element_keys(wanted), wanted, strict=True))
    right = dict(zip(element_keys(found), found, strict=True))
    for key in dict.fromkeys((*left, *right)):
        yield from differences(left.get(key, ABSENT), right.get(key, ABSENT), f"{path}[{key}]")
    if list(left) != list(right) and left.keys() == right.keys():
        yield Difference(f"{path}[order]", list(left), list(right))
