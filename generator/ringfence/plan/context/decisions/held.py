"""RSK02, RSK03 and RSK06: decisions against the risks of a plan, and against a day that the caller gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ringfence.blueprint.suggestion import closest, did_you_mean
from ringfence.catalog.known.risks import register
from ringfence.diagnostics import Diagnostic, Rejected, Report, Severity
from ringfence.load.document import Document
from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.plan.context.decisions.language import Decided
from ringfence.plan.context.decisions.read import Written
from ringfence.plan.model.registers import Risk

_SOURCE = "docs/reviewer.md, decisions"


@dataclass(frozen=True, slots=True)
class HeldDecisions:
    """The decisions of a file; `accepted` are those about risks of the plan, `stale` are warnings about the others."""

    document: Document | None = None
    decided: tuple[Decided, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    stale: Report = field(default_factory=Report)


def held_decisions(written: Written, risks: Iterable[Risk]) -> HeldDecisions:
    """Decisions against the risks of a plan; those about risks that are no longer there are left out with a warning.

    Raises Rejected with RSK02 for each id that no risk has.
    """
    document = written.document
    if document is None:
        return HeldDecisions()
    there, known = tuple(risks), sorted({row.id for row in register()})
    rows = list(enumerate(written.decided))
    if refused := [_unknown(document, index, one, known) for index, one in rows if one.risk not in known]:
        raise Rejected(Report.of(refused))
    open_still = {index for index, one in rows if any(map(_acceptance(one).covers, there))}
    kept = (_acceptance(one) for index, one in rows if index in open_still)
    stale = (_gone(document, index, one, there) for index, one in rows if index not in open_still)
    return HeldDecisions(document, written.decided, tuple(sorted(kept)), Report.of(stale))


def overdue(decisions: HeldDecisions, as_of: date) -> Report:
    """RSK06 for each decision about a risk of the plan that no longer holds on a day."""
    return Report.of(_overdue(decisions, as_of))


def _overdue(decisions: HeldDecisions, as_of: date) -> Iterator[Diagnostic]:
    for index, one in enumerate(decisions.decided):
        if decisions.document and one.until < as_of and _acceptance(one) in decisions.accepted:
            yield decisions.document.finding(
                "RSK06",
                ("decisions", index, "until"),
                f"the decision about {one.risk} held until {one.until}, before {as_of}",
                hint=f"have {one.accepted_by} decide again and write the new day and ticket, or close the risk",
                source=_SOURCE,
                severity=Severity.WARNING,
            )


def _acceptance(one: Decided) -> Acceptance:
    return Acceptance(
        risk=one.risk,
        at=one.at,
        by=one.accepted_by,
        ticket=one.ticket,
        accepted=one.accepted.isoformat(),
        until=one.until.isoformat(),
        note=one.note,
    )


def _unknown(document: Document, index: int, one: Decided, known: Sequence[str]) -> Diagnostic:
    near = closest(one.risk, known)
    hint = f"did you mean '{near}'?" if near else "`ringfence risks BLUEPRINT` lists the risks of the plan"
    message = f"there is no risk {one.risk!r}"
    return document.finding("RSK02", ("decisions", index, "risk"), message, hint=hint, source=_SOURCE)


def _gone(document: Document, index: int, one: Decided, there: Sequence[Risk]) -> Diagnostic:
    """The warning for a decision about what the plan does not leave open, or not at that place."""
    places = sorted({place for risk in there if risk.id == one.risk for place in (risk.package, risk.because.at)})
    key = "at" if places and one.at else "risk"
    where = f" at {one.at}" if one.at else ""
    hint = "take the decision out" if not places else did_you_mean(one.at, places, "it stands at")
    return document.finding(
        "RSK03",
        ("decisions", index, key),
        f"the plan has no risk {one.risk}{where}",
        hint=hint,
        source=_SOURCE,
        severity=Severity.WARNING,
    )
