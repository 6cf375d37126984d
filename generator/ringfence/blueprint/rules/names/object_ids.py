"""Rule BLU15: an object id of Entra is that of one person, group or application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path, Value

_ID = "objectId"
_NAMED = {"group": "group", "user": "user", "instance": "servicePrincipal"}
"""What an object id belongs to, by the key beside it; `kind` says it itself, and what has neither is an application."""
_SOURCE = "azure-docs role-based-access-control/troubleshooting.md, principalType of a role assignment"


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who has an object id, as a mapping of the blueprint says: of a group its name too, by which people know it."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


def check(_: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Each object id stands for one holder throughout the blueprint."""
    first: dict[str, tuple[_Holder, Path]] = {}
    for path, row in _rows((), dict(document.tree)):
        holder = _holder(row)
        before, place = first.setdefault(str(row[_ID]).lower(), (holder, path))
        if before != holder:
            line = document.places.at((*place, _ID)).line
            message = f"on line {line} this is the object id of the {before}, and here that of the {holder}"
            hint = "write the object id of each; one of the two was copied and not changed"
            yield document.finding("BLU15", (*path, _ID), message, hint=hint, source=_SOURCE)


def _rows(path: Path, value: Value) -> Iterator[tuple[Path, Mapping[str, Value]]]:
    """Every mapping with an object id, in the order of the blueprint."""
    if isinstance(value, Mapping):
        if isinstance(value.get(_ID), str):
            yield path, value
        for key, inside in value.items():
            yield from _rows((*path, key), inside)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inside in enumerate(value):
            yield from _rows((*path, index), inside)


def _holder(row: Mapping[str, Value]) -> _Holder:
    kind = str(row.get("kind") or next((_NAMED[key] for key in _NAMED if key in row), "servicePrincipal"))
    name = str(row.get("group") or row.get("name", "")) if kind == "group" else ""
    return _Holder(kind, name)
