"""Stage 5, the report of `check`: each witness's claim about a package, whether it holds, and the budgets."""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.check.evidence import Evidence
from ringfence.check.witnesses import WITNESSES
from ringfence.check.witnesses.budgets import budget
from ringfence.diagnostics import Diagnostic, Severity


def record(evidence: Evidence, findings: Iterable[Diagnostic]) -> str:
    """One line for each witness and each budget; `findings` are those about this package."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    said = {finding.code for finding in errors}
    unheard = {finding.value for finding in errors if finding.code == "WIT01"}
    lines = [f"{evidence.package.name}"]
    for witness in WITNESSES:
        word = "NOT HEARD" if witness.codes in unheard else "FINDS" if said & set(witness.codes.split()) else "agrees"
        lines.append(f"  {word:<9}  {witness.codes:<12} {witness.claim}")
    for row in budget(evidence):
        word = "within" if row.ok else "OVER"
        lines.append(f"  {word:<9}  {row.value:>12,} of {row.limit:,} {row.name}")
    return "\n".join(lines) + "\n"
