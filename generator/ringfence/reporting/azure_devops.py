"""Findings for Azure Pipelines: logging commands."""

from __future__ import annotations

from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.reporting.visible import escaped, whole

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "warning"}
"""Azure Pipelines knows two types of issues; notes say in their text what they are."""
_MESSAGE = {"%": "%AZP25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ";": "%3B", "]": "%5D"}


def as_azure_devops(report: Report) -> str:
    """The findings as issues of Azure Pipelines, one line each, with file, line and code; '' for an empty report.

    An agent obeys the first `##vso[` of a line up to its first `]`, so no text of a finding can be a command.
    Source: Azure DevOps documentation, Logging commands, "LogIssue: Log an error or warning" and "Formatting commands"
    (`%` as `%AZP25`).
    """
    return "".join(f"{_issue(finding)}\n" for finding in report.findings)


def _issue(finding: Diagnostic) -> str:
    place = finding.place
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": place.file,
        "linenumber": place.line,
        "columnnumber": place.column,
        "code": finding.code,
    }
    given = ";".join(f"{key}={escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value)
    note = "Note: " if finding.severity is Severity.NOTE else ""
    return f"##vso[task.logissue {given}]{note}{escaped(whole(finding), _MESSAGE)}"
