"""Accepted risks by their id in the register and their place, and what people decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.plan.model.registers import Risk
from ringfence.releases.diff.change import Change, Section
from ringfence.releases.diff.registers import register

Decisions = tuple[Acceptance, ...] | None
"""The decisions of a release; None where nothing says them, which is not taken for none."""


ACCEPTED = "accepted risk"
"""How a difference begins to call a risk; its id and its place follow."""


def risks(old: Iterable[Risk], new: Iterable[Risk]) -> Iterator[Change]:
    """Risks that come and go, and those of which another severity, way, remedy or value is written at their place."""
    yield from register(ACCEPTED, Section.REGISTERS, "", _places(old), _places(new))


def decisions(old: Decisions, new: Decisions) -> Iterator[Change]:
    """Decisions that come and go, and those in which who, when, ticket, last day or note differ."""
    if old is not None and new is not None:
        yield from register("decision about", Section.REGISTERS, "", _decided(old), _decided(new))


def _places(found: Iterable[Risk]) -> Mapping[str, object]:
    """Risks by id and place; of several at one place the values stand in one row."""
    places: dict[str, list[Risk]] = {}
    for risk in found:
        places.setdefault(f"{risk.id} at {risk.because.at or risk.package}, {risk.package}", []).append(risk)
    return {key: _row(rows) for key, rows in places.items()}


def _row(rows: list[Risk]) -> Mapping[str, object]:
    first = rows[0]
    texts = {name: tuple(sorted({getattr(risk, name) for risk in rows})) for name in ("name", "remedy")}
    return {"severity": first.severity, "way": first.way, "says": texts["name"], "remedy": texts["remedy"]}


def _decided(found: Iterable[Acceptance]) -> Mapping[str, object]:
    return {
        f"{one.risk} at {one.at}" if one.at else one.risk: {
            "accepted by": one.by,
            "ticket": one.ticket,
            "accepted": one.accepted,
            "until": one.until,
            "note": one.note,
        }
        for one in found
    }
