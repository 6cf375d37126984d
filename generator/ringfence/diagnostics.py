"""Findings: what is wrong, where, with which value, and what would be right. Every stage reports with these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: an error stops the pipeline, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; line and column count from 1, 0 means the file as a whole."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. `path` is a keyed path such as `landingZones[name=fraud].clusters[name=cpu].maxNodes`.

    `value` is the offending value as text ('' when something is missing), `hint` what would be right, `source` the
    document and section of the fact behind the rule.
    """

    code: str
    message: str
    place: Place = Place()
    path: str = ""
    value: str = ""
    hint: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order of their places; equal findings appear once.

    `waiting` is the number of checks that could not run before these are corrected.
    """

    findings: tuple[Diagnostic, ...] = ()
    waiting: int = 0

    @property
    def ok(self) -> bool:
        """True when nothing stops the pipeline."""
        return not any(f.severity is Severity.ERROR for f in self.findings)

    @classmethod
    def of(cls, findings: Iterable[Diagnostic]) -> Report:
        """A report of these findings, sorted by place, code and path, each once."""
        unique = dict.fromkeys(findings)
        return cls(tuple(sorted(unique, key=lambda f: (f.place, f.code, f.path, f.message))))

    def __add__(self, other: Report) -> Report:
        """Both reports as one."""
        return Report.of((*self.findings, *other.findings))


class Rejected(Exception):  # noqa: N818 - it carries findings; it is not an error of ours
    """Input that cannot go on to the next stage; carries every finding, so nothing is half done."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.findings)} findings")
        self.report = report


class ToolMissing(Exception):  # noqa: N818 - it carries a finding; nothing of ours went wrong
    """A program that is needed is not there; carries the finding that says how to get it."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Interrupted(Exception):  # noqa: N818 - it carries a finding; nothing of ours went wrong
    """Ctrl-C, or an end asked for by the system; carries the finding with the next command."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding
