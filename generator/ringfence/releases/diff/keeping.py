"""Which changes let data be deleted earlier than before: retention, immutability, soft delete and versioning."""

from __future__ import annotations

import re

from ringfence.releases.diff.change import Change, Verb

_KEEPING = re.compile(r"(?i)immutability|retention|softDelete|versioning|\.delete\.daysAfter")
"""Names of properties that say how long data is kept, or that deleted data is kept at all.

Of a lifecycle rule only the action `delete` counts: another tier keeps the data.
"""
_DELETES = re.compile(r"\bactions\.\w+\.delete\b")
"""The action of a lifecycle rule by which Azure deletes data.

Source: Microsoft.Storage types, managementPolicies, ManagementPolicyAction.
"""


def kept_shorter(change: Change) -> bool:
    """Whether a property that keeps data gets a smaller number, is switched off or leaves the plan.

    A lifecycle rule that begins to delete keeps data for a shorter time, too.
    """
    if change.verb is not Verb.CHANGED:
        return False
    if not change.old:
        return _DELETES.search(f"{change.path} {change.new}") is not None
    if not _KEEPING.search(change.path):
        return False
    if change.old.isdecimal() and change.new.isdecimal():
        return int(change.new) < int(change.old)
    return change.old != "false" and change.new in ("", "false")
