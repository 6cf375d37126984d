"""DSG41: locks stand on resources, never on a resource group or a subscription."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.traps.reading import finding, of_type
from ringfence.diagnostics import Diagnostic

LOCK = "Microsoft.Authorization/locks"


def locks(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each lock whose scope holds more than one resource."""
    for lock in of_type(evidence, LOCK):
        scope = lock.key.rpartition("/providers/microsoft.authorization/")[0]
        if "/providers/" not in scope:
            message = "this lock stands on more than a resource: clusters could not scale in, nor networks change"
            hint = "Lock the resources that must not be deleted, one by one."
            yield finding(evidence, "DSG41", lock, "id", message, value=scope, hint=hint)
