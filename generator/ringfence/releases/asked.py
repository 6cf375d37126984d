"""MAN08: what the plan of a folder decides is what the blueprint gives now, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import islice

from ringfence.diagnostics import Diagnostic, Place
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import decisions

SHOWN = 20
"""How many differing decisions are told one by one."""
_LONGEST = 160
_REASONS = "because"


def unasked(lying: Plan, given: Plan) -> Iterator[Diagnostic]:
    """A finding for each decision of the folder's plan (`lying`) that is not that of the plan `given` by the blueprint.

    Reasons are not compared: only what is decided was approved.
    """
    if decisions(lying) == decisions(given):
        return
    found = list(islice(_walked("", lying, given), SHOWN + 1))
    for path, here, there in found[:SHOWN]:
        yield _finding(path.lstrip("."), f"the folder has {_shown(here)}, and the blueprint gives {_shown(there)}")
    if len(found) > SHOWN:
        yield _finding("", f"more than {SHOWN} decisions of the folder are not those of the blueprint")


def _walked(path: str, here: object, there: object) -> Iterator[tuple[str, object, object]]:
    """Every place at which two values differ, with what stands there; None for what only the other has."""
    if type(here) is not type(there):
        yield path, here, there
    elif is_dataclass(here):
        for field in fields(here):
            if field.name != _REASONS:
                yield from _walked(f"{path}.{field.name}", getattr(here, field.name), getattr(there, field.name))
    elif isinstance(here, tuple) and isinstance(there, tuple):
        yield from _rows(path, _named(here, there), _named(there, here), "[{}]")
    elif isinstance(here, Mapping) and isinstance(there, Mapping):
        yield from _rows(path, here, there, ".{}")
    elif here != there:
        yield path, here, there


def _rows(
    path: str, here: Mapping[str, object], there: Mapping[str, object], spelled: str
) -> Iterator[tuple[str, object, object]]:
    for name in dict.fromkeys((*here, *there)):
        yield from _walked(path + spelled.format(name), here.get(name), there.get(name))


def _named(rows: Sequence[object], others: Sequence[object]) -> dict[str, object]:
    """The rows of a list by their names, or by their numbers where a name is missing or given twice."""
    mine, theirs = ([_name(row) for row in each] for each in (rows, others))
    if all(mine) and all(theirs) and len({*mine}) == len(mine) and len({*theirs}) == len(theirs):
        return dict(zip(mine, rows, strict=True))
    return {str(number): row for number, row in enumerate(rows)}


def _name(row: object) -> str:
    """What a value of the plan is known by: its name or its resource's symbol; '' for none."""
    name = getattr(row, "name", None) or getattr(getattr(row, "resource", None), "symbol", None)
    return name if isinstance(name, str) else ""


def _shown(value: object) -> str:
    """A value in short."""
    if value is None:
        return "nothing"
    name = _name(value) if is_dataclass(value) else ""
    text = name or str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _finding(path: str, message: str) -> Diagnostic:
    return Diagnostic(
        code="MAN08",
        message=message,
        place=Place("plan.json"),
        path=path,
        hint="Run `ringfence generate` with this blueprint and its ledger, or check against those of the release.",
        source="rule of the house: what is approved is what the blueprint gives",
    )
