"""Findings for pull requests on GitHub: annotations."""

from __future__ import annotations

from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.reporting.visible import escaped, whole


def as_github(report: Report) -> str:
    """The findings as annotations that GitHub shows in a pull request, one line each; '' for an empty report.

    Source: GitHub documentation, Workflow commands for GitHub Actions, "Setting an error message".
    """
    return "".join(f"{_annotation(finding)}\n" for finding in report.findings)


def _annotation(finding: Diagnostic) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": finding.code}
    given = ",".join(f"{key}={escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{_LEVELS[finding.severity]} {given}::{escaped(whole(finding), _MESSAGE)}"


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}
