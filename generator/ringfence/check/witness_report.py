"""Stage 5, the report of `check`: each witness's claim about a package, whether it holds, and the budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringfence.check.evidence import Evidence
from ringfence.check.witnesses import WITNESSES
from ringfence.check.witnesses.budgets import Row, budget
from ringfence.diagnostics import Diagnostic, Severity

AGREES, FINDS, NOT_HEARD = "agrees", "FINDS", "NOT HEARD"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one witness says about a package: the `codes` it may report, its claim, a verdict, and its findings."""

    codes: str
    claim: str
    verdict: str
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All that was heard about a package, its budgets, and the version of the Bicep that was asked."""

    package: str
    bicep: str
    heard: tuple[Heard, ...]
    budgets: tuple[Row, ...]


def record(evidence: Evidence, findings: Sequence[Diagnostic], bicep: str) -> Record:
    """What the witnesses say about a package; `findings` are those about it."""
    heard = tuple(_heard(witness.codes, witness.claim, findings) for witness in WITNESSES)
    return Record(evidence.package.name, bicep, heard, tuple(budget(evidence)))


def _heard(codes: str, claim: str, findings: Sequence[Diagnostic]) -> Heard:
    own = tuple(each for each in findings if each.code in codes.split())
    unheard = tuple(each for each in findings if each.code == "WIT01" and each.value == codes)
    if unheard:
        return Heard(codes, claim, NOT_HEARD, unheard)
    wrong = any(each.severity is Severity.ERROR for each in own)
    return Heard(codes, claim, FINDS if wrong else AGREES, own)


def told(of: Record) -> str:
    """A record as `check` prints it: one line for each witness and each budget."""
    lines = [of.package, *(f"  {each.verdict:<9}  {each.codes:<12} {each.claim}" for each in of.heard)]
    for row in of.budgets:
        word = "within" if row.ok else "OVER"
        lines.append(f"  {word:<9}  {row.value:>12,} of {row.limit:,} {row.name}")
    return "\n".join(lines) + "\n"
