"""What a plan would change that Azure does not change in place, by the rows of the folders of services and kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.catalog.known.fixed import Fixed
from ringfence.catalog.read import kinds
from ringfence.check.expect.package import planned
from ringfence.check.paths import ABSENT, Body, Json, find, spelled
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource, plain

LOCATION = Fixed(
    path="location",
    why="Azure moves nothing to another region under the same name.",
    way="put the old region back, or make a new landing zone under another name",
    source="azure-docs azure-resource-manager/management/move-resources-overview.md",
)
"""What holds for every resource that has a location."""


@dataclass(frozen=True, slots=True)
class Held:
    """A resource of a plan with what the plan says of it."""

    package: Package
    resource: Resource
    body: Body


@dataclass(frozen=True, slots=True)
class Replacement:
    """A property that would change and cannot: the row of the catalogue that says so, and both values as text."""

    package: Package
    resource: Resource
    fixed: Fixed
    path: str
    old: str
    new: str


def bodies(packages: Iterable[Package]) -> dict[str, Held]:
    """Every resource of some packages with its body, by its id in lower case.

    Raises LookupError for a plan that was edited, in which something names what is not there.
    """
    return {
        resource.id.lower(): Held(package, resource, body)
        for package in packages
        for resource, body in planned(package)
    }


def replacements(old: Mapping[str, Held], new: Mapping[str, Held]) -> Iterator[Replacement]:
    """Every fixed property of a resource of both sides that would change, in order of the old side."""
    for key, had in old.items():
        has = new.get(key)
        if has is not None:
            yield from _of_resource(had, has)


def _of_resource(had: Held, has: Held) -> Iterator[Replacement]:
    before, after = str(plain(had.resource.location)), str(plain(has.resource.location))
    if before and after and before.lower() != after.lower():
        yield Replacement(has.package, has.resource, LOCATION, "location", before, after)
    kind = kinds().get(has.resource.kind)
    for row in kind.fixed if kind else ():
        values = dict(find(has.body, row.path))
        for path, value in find(had.body, row.path):
            if path in values and refused(row, value, values[path]):
                yield Replacement(has.package, has.resource, row, path, told(value), told(values[path]))


def refused(row: Fixed, old: object, new: object) -> bool:
    """Whether Azure refuses to go from one value to the other; what one of the plans does not say is not judged."""
    if old is ABSENT or new is ABSENT or old == new:
        return False
    if row.refuses == "off":
        return old is True and new is False
    return row.refuses == "any" or _rank(row.order, new) < _rank(row.order, old)


def _rank(order: Sequence[str], value: object) -> int:
    """The place of a value in an order, or the number that it is; a word outside of the order is the lowest."""
    if order:
        return order.index(value) if isinstance(value, str) and value in order else -1
    return value if isinstance(value, int) else 0


def told(value: Json | object) -> str:
    """A value for people: text and lists of text as they are, an id by its last part, all else as JSON."""
    if isinstance(value, str):
        return value.rsplit("/", 1)[-1] if value.startswith("/subscriptions/") else value
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(map(told, value))
    return spelled(value)  # type: ignore[arg-type]
