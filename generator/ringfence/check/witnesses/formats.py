"""Witness FMT01: every file is as `bicep format` would write it, so a diff shows decisions and not layout."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic, Place

SOURCE = "Bicep CLI, format"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each file that the formatter would change, at the first line that differs."""
    for file, wanted in evidence.formatted.items():
        have = evidence.sources[file]
        if have != wanted:
            line = _first_difference(have, wanted)
            yield _finding(evidence, file, "`bicep format` would change this file", evidence.place(file, line, 1))
    if failure := evidence.failures.get("format"):
        yield _finding(evidence, "", f"the package could not be formatted: {failure}", evidence.place("main.bicep"))


def _finding(evidence: Evidence, file: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code="FMT01", message=message, place=place, path=evidence.path(file), source=SOURCE)


def _first_difference(have: str, wanted: str) -> int:
    left, right = have.splitlines(), wanted.splitlines()
    pairs = enumerate(zip(left, right, strict=False), 1)
    return next((number for number, (a, b) in pairs if a != b), min(len(left), len(right)) + 1)
