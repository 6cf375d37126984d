"""Witness LNT01: the evaluated resources, as literals, pass the compiler's own checks of names and values."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic

SOURCE = "Bicep CLI, compile of the snapshot as literals"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each message about a flattened resource; nothing is allowed to pass in silence."""
    for resource_id, message in evidence.relint or ():
        place, path = evidence.about(resource_id)
        text = f"{message.level.lower()} {message.code}: {message.text}"
        yield Diagnostic(code="LNT01", message=text, place=place, path=path, value=message.code, source=SOURCE)
    if failure := evidence.failures.get("lint"):
        place = evidence.place("main.bicep")
        text = f"the snapshot could not be compiled as literals: {failure}"
        yield Diagnostic(code="LNT01", message=text, place=place, path=evidence.path(), source=SOURCE)
