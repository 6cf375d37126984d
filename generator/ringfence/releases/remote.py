"""What APIs outside Azure Resource Manager make, in two plans: settings that such an object keeps, and all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import RemoteObject, Setting

WHY = "It is decided when the object is made."
WAY = "delete the object by hand, deploy, and run its script again"


@dataclass(frozen=True, slots=True)
class Differing:
    """A setting of an object of both plans that differs; an object keeps what is `fixed` as it was made."""

    remote: RemoteObject
    path: str
    old: str
    new: str
    fixed: bool


def objects(package: Package | None) -> Mapping[str, RemoteObject]:
    """The objects of a package by title and name."""
    return {f"{one.title} {one.name}": one for one in package.remote} if package else {}


def differing(old: Package, new: Package) -> Iterator[Differing]:
    """Every setting of an object of both packages that differs, those that it keeps first."""
    before = objects(old)
    for key, has in objects(new).items():
        if key in before:
            for fixed, had_rows, has_rows in (
                (True, before[key].fixed, has.fixed),
                (False, before[key].changeable, has.changeable),
            ):
                sides = [_values(rows) for rows in (had_rows, has_rows)]
                for path in dict.fromkeys((*sides[0], *sides[1])):
                    was, now = (side.get(path, "") for side in sides)
                    if was != now:
                        yield Differing(has, path, was, now, fixed)


def _values(rows: tuple[Setting, ...]) -> dict[str, str]:
    return {row.path: str(row.value) for row in rows}
