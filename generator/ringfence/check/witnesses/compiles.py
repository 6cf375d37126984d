"""Witness CMP01: the package compiles without a message of any level from compiler or linter."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic

SOURCE = "Bicep CLI, compile and lint"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each message of the compiler, and one when the compiler could not be asked."""
    for message in evidence.messages:
        yield Diagnostic(
            code="CMP01",
            message=f"{message.level.lower()} {message.code}: {message.text}",
            place=evidence.place(message.file, message.line, message.column),
            path=evidence.path(message.file),
            value=message.code,
            hint="A generated package compiles without warnings; run `ringfence generate` anew instead of editing it.",
            source=SOURCE,
        )
    if failure := evidence.failures.get("compile"):
        yield Diagnostic(
            code="CMP01",
            message=f"main.bicepparam could not be compiled: {failure}",
            place=evidence.place("main.bicepparam"),
            path=evidence.path("main.bicepparam"),
            source=SOURCE,
        )
