"""Witness BUD01: the package stays far below what Azure accepts in one deployment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic, Severity

FRAME = 20
"""Resources that the frame of a package is shared among at least: its groups, peering and flow log take some 15 kB."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a compiled package beside its limit and where the limit comes from.

    `firm` marks limits near which Azure refuses or stops looking; above the others a package is only unwieldy.
    """

    name: str
    value: int
    limit: int
    source: str
    firm: bool = True

    @property
    def ok(self) -> bool:
        """True within the limit."""
        return self.value <= self.limit


def budget(evidence: Evidence) -> tuple[Row, ...]:
    """The figures of a package; none when it did not compile."""
    template = evidence.template
    if template is None:
        return ()
    declared = sum(not row.existing for row in template.declarations)
    made = len(evidence.snapshot.resources) if evidence.snapshot else declared
    each = template.size // max(FRAME, made)
    return (
        Row("compiled template, bytes without white space", template.size, 1_000_000, "a quarter of ARM's 4 MB"),
        Row(
            f"bytes a resource, on average over at least {FRAME}",
            each,
            1_800,
            "house rule: small templates",
            firm=False,
        ),
        Row("parameters of main", template.parameters, 40, "house rule; ARM takes 256", firm=False),
        Row("nested deployments", len(template.deployments), 400, "what-if expands 500 (Learn, deploy-what-if)"),
        Row("outputs of main", template.outputs, 64, "ARM template limits (Learn, template best practices)"),
    )


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each figure above its limit."""
    for row in budget(evidence):
        if not row.ok:
            yield Diagnostic(
                code="BUD01",
                message=f"{row.name}: {row.value:,}, limit {row.limit:,}",
                place=evidence.place("main.bicep"),
                path=evidence.path("main"),
                value=str(row.value),
                hint=f"Wanted: at most {row.limit}.",
                source=row.source,
                severity=Severity.ERROR if row.firm else Severity.WARNING,
            )
