"""The accepted risks of a plan, each once with all its places and what was decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.plan.context.decisions.acceptance import Acceptance, acceptance_of
from ringfence.plan.model.package import Plan
from ringfence.plan.model.registers import Risk
from ringfence.releases.release import Release

SEVERITIES = ("high", "medium", "low")
OPEN = "not accepted yet"


@dataclass(frozen=True, slots=True)
class Open:
    """A risk of the register that a plan has: where, and in words what was decided about it."""

    id: str
    severity: str
    title: str
    way: str
    packages: tuple[str, ...]
    places: int
    decision: str


def opened(plan: Plan, release: Release) -> tuple[Open, ...]:
    """The risks of a plan by severity, then by id."""
    found: dict[str, list[Risk]] = {}
    for risk in plan.risks:
        found.setdefault(risk.id, []).append(risk)
    rows = (_open(places, release) for places in found.values())
    return tuple(sorted(rows, key=lambda row: (SEVERITIES.index(row.severity), row.id)))


def _open(places: list[Risk], release: Release) -> Open:
    first = places[0]
    packages = tuple(dict.fromkeys(risk.package for risk in places))
    return Open(
        first.id, first.severity, first.title, first.way, packages, len(places), _decided(places, release.accepted)
    )


def _decided(places: list[Risk], accepted: Iterable[Acceptance]) -> str:
    """What was decided at all places; of several decisions, at how many places each holds."""
    known = tuple(accepted)
    counted = Counter(said(acceptance_of(risk, known)) for risk in places)
    if len(counted) == 1:
        return next(iter(counted))
    return "; ".join(f"{count} of {len(places)} places {text}" for text, count in sorted(counted.items()))


def said(one: Acceptance | None) -> str:
    """A decision in a sentence without its note."""
    return f"by {one.by} on {one.accepted} until {one.until}, {one.ticket}" if one else OPEN
