"""What is wrong with a bundle, as one finding that says what to do."""

from __future__ import annotations

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report, Severity

_SOURCE = "rule of the house: every byte of a bundle follows from its source"


def finding(code: str, file: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """A finding about a file of a bundle, or about the bundle as a whole."""
    return Diagnostic(
        code=code, message=message, place=Place(file), path=file, hint=hint, source=_SOURCE, severity=severity
    )


def refused(code: str, file: str, message: str, hint: str) -> Rejected:
    """The same as what ends a step."""
    return Rejected(Report.of([finding(code, file, message, hint)]))


def few(names: tuple[str, ...] | list[str], shown: int = 3, between: str = ", ") -> str:
    """The first names, and how many more there are; `between` stands between two that may have commas."""
    more = f" and {len(names) - shown} more" if len(names) > shown else ""
    return between.join(names[:shown]) + more
