"""A release made anew from its source, which the witnesses agree with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ringfence import pipeline
from ringfence.azure.folder import with_examples
from ringfence.bundle.template_hashes import compiler
from ringfence.check.witness_report import Record
from ringfence.diagnostics import Report, Severity
from ringfence.releases.diff.source import PLAN


@dataclass(frozen=True, slots=True)
class Made:
    """A release that the witnesses agree with: its files as text by path, and what they said."""

    decision: pipeline.Decision
    files: Mapping[str, str]
    report: Report
    records: tuple[Record, ...]

    @property
    def told(self) -> Report:
        """What the witnesses said, and a warning (AZU22) where `deploy` refuses the release for ids of an example."""
        examples = with_examples(self.files[PLAN], "FOLDER", Severity.WARNING)
        return Report.of([*self.report.findings, *examples])

    @property
    def bicep(self) -> str:
        """The version of Bicep that has compiled it."""
        package = self.decision.plan.packages[0].name
        return compiler(self.files[f"packages/{package}/main.json"])


def made(decision: pipeline.Decision, on_step: Callable[[str], None]) -> Made:
    """Render, compile and pack; raises Rejected when a witness disagrees, ToolMissing without Bicep."""
    records: list[Record] = []
    files, report = pipeline.certified(decision, on_step, records.append)
    return Made(decision, files, report, tuple(records))
