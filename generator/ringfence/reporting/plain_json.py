"""Findings for programs: JSON."""

from __future__ import annotations

import json

from ringfence.diagnostics import Diagnostic, Report


def as_json(report: Report) -> str:
    """The findings as JSON, one object each, with `ok` on top, and `waiting` where checks wait; ASCII only."""
    waiting = {"waiting": report.waiting} if report.waiting else {}
    findings = [_plain(each) for each in report.findings]
    return json.dumps({"ok": report.ok, **waiting, "findings": findings}, indent=2) + "\n"


def _plain(finding: Diagnostic) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "path": finding.path,
        "value": finding.value,
        "hint": finding.hint,
        "source": finding.source,
    }
