"""Witnesses UNQ01 to UNQ04: nothing is declared twice; what Bicep accepts in silence, Azure would overwrite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ringfence.catalog.spec import Kind
from ringfence.check.evidence import Evidence
from ringfence.check.expect.package import Expected, expected
from ringfence.check.paths import Json, element_keys, name_of, under
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Plan

SOURCE = "Bicep CLI, snapshot: it keeps duplicates"
_WATCHER = "network-watcher"
_GROUP = "resource-group"


def ids(evidence: Evidence) -> Iterator[Diagnostic]:
    """UNQ01: a resource id that a package predicts more than once, without regard to case."""
    snapshot = evidence.snapshot
    counted = Counter(resource.key for resource in snapshot.resources) if snapshot else Counter[str]()
    for key, count in counted.items():
        if count > 1:
            place, path = evidence.about(key)
            message = f"this resource is declared {count} times"
            yield Diagnostic(code="UNQ01", message=message, place=place, path=path, value=key, source=SOURCE)


def deployments(evidence: Evidence) -> Iterator[Diagnostic]:
    """UNQ02: two modules whose deployments have the same name in the same scope; the later replaces the earlier."""
    template = evidence.template
    rows = [(row.scope.lower(), row.name.lower()) for row in template.deployments] if template else []
    for (scope, name), count in Counter(rows).items():
        if count > 1:
            message = f"{count} modules deploy under one name in {scope or 'the subscription'}"
            place = evidence.place("main.bicep")
            path = evidence.path("main", name)
            yield Diagnostic(code="UNQ02", message=message, place=place, path=path, value=name, source=SOURCE)


def parts(evidence: Evidence) -> Iterator[Diagnostic]:
    """UNQ04: two parts of a resource with one name, such as rules of both directions in a security group.

    Azure refuses them, because each part is a child resource; Bicep does not look.
    """
    snapshot = evidence.snapshot
    for resource in snapshot.resources if snapshot else ():
        for at, names in lists(resource.body):
            for name in sorted({name for name in names if name and names.count(name) > 1}):
                place, path = evidence.about(resource.id, at)
                message = f"{at} has {names.count(name)} elements named {name}"
                yield Diagnostic(code="UNQ04", message=message, place=place, path=path, value=name, source=SOURCE)


def lists(value: Json, at: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list in a body with the lower-case names of its elements, '' for an element without one."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from lists(part, under(at, key))
    elif isinstance(value, list | tuple):
        yield at, [_called(element).lower() for element in value]
        for key, part in zip(element_keys(value), value, strict=True):
            yield from lists(part, f"{at}[{key}]")


def _called(element: Json) -> str:
    """The name of an element; a content filter looks for one category in each `source`, so both tell it apart."""
    source = element.get("source") if isinstance(element, Mapping) else None
    name = name_of(element)
    return f"{name} ({source})" if name and isinstance(source, str) else name


def owners(plan: Plan, kinds: Mapping[str, Kind]) -> Iterator[Diagnostic]:
    """UNQ03: a resource that two packages declare; only a region's network watcher and its group may be shared.

    Each package that has networks in a region needs the watcher, and none of them is always the first there.
    """
    first: dict[str, tuple[str, Expected]] = {}
    for package in plan.packages:
        rows = {row.resource.id.lower(): row for row in expected(package, kinds)}
        watched = {row.resource.id.lower().split("/providers/")[0] for row in rows.values() if _watches(row)}
        for key, row in rows.items():
            before, other = first.setdefault(key, (package.name, row))
            shared = (_watches(row) or (row.resource.kind == _GROUP and key in watched)) and _equal(row, other)
            if before != package.name and not shared:
                yield _shared(package.name, before, row)


def _watches(row: Expected) -> bool:
    return row.resource.kind == _WATCHER


def _equal(row: Expected, other: Expected) -> bool:
    """Both packages would write the same; otherwise each deployment would undo the other's."""
    return (row.resource.id, row.location, row.tags, row.body) == (
        other.resource.id,
        other.location,
        other.tags,
        other.body,
    )


def _shared(package: str, before: str, row: Expected) -> Diagnostic:
    resource = row.resource
    return Diagnostic(
        code="UNQ03",
        message=f"packages {before} and {package} both declare {resource.type} {row.name}",
        path=f"{package}/{resource.module}/{resource.symbol}",
        value=resource.id,
        hint="One package owns a resource; the other refers to it.",
    )
