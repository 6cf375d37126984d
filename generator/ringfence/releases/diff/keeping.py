"""Which changes let data be deleted earlier than before: retention, immutability, soft delete and versioning."""

from __future__ import annotations

import re

from ringfence.releases.diff.change import Change, Verb

_KEEPING = re.compile(r"(?i)immutability|retention|softDelete|versioning|\.delete\.daysAfter")
"""Names of properties that say how long data is kept, or that deleted data is kept at all.

Of a lifecycle rule only the action `delete` counts: another tier keeps the data.
"""


def kept_shorter(change: Change) -> bool:
    """Whether a property that keeps data gets a smaller number, is switched off, or leaves the plan."""
    if change.verb is not Verb.CHANGED or not _KEEPING.search(change.path):
        return False
    if change.old.isdecimal() and change.new.isdecimal():
        return int(change.new) < int(change.old)
    return change.old not in ("", "false") and change.new in ("", "false")
