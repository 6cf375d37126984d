"""The answer of what-if as typed values: each resource with its kind of change and the properties that differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ringfence.azure.preview.delta import Difference, differences


class Kind(StrEnum):
    """What a deployment would do to a resource. Source: azure-mgmt-resource, ChangeType."""

    CREATE = "Create"
    MODIFY = "Modify"
    DELETE = "Delete"
    DEPLOY = "Deploy"
    NO_CHANGE = "NoChange"
    IGNORE = "Ignore"
    UNSUPPORTED = "Unsupported"


_LONGEST = 300
"""Characters of a row that cannot be read."""


@dataclass(frozen=True, slots=True)
class Change:
    """A resource in the answer; `reason` is why Azure could not look at it."""

    resource: str
    kind: Kind
    differences: tuple[Difference, ...]
    reason: str = ""

    @property
    def type(self) -> str:
        """Its resource type, in the case of its id: `Microsoft.Network/virtualNetworks`."""
        return type_of(self.resource)


def read(answer: object) -> tuple[Change, ...] | None:
    """The changes of a what-if, in order of resource id; None when the answer is not one."""
    rows = _rows(answer)
    changes = [_readable(row) for row in rows or ()]
    if rows is None or any(change is None for change in changes):
        return None
    return tuple(sorted(filter(None, changes), key=lambda change: change.resource.lower()))


def unread(answer: object) -> str:
    """Which row of a what-if cannot be read, and why; '' when the answer is none with rows."""
    rows = _rows(answer) or ()
    for number, row in enumerate(rows, 1):
        if _readable(row) is None:
            held = row if isinstance(row, dict) else {}
            about = f"resource {held.get('resourceId')!r}, kind of change {held.get('changeType')!r}"
            return f"row {number} of {len(rows)}, {about[:_LONGEST]}"
    return ""


def _rows(answer: object) -> list[Any] | None:
    if not isinstance(answer, dict) or answer.get("status", "Succeeded") != "Succeeded":
        return None
    rows = answer.get("changes")
    return rows if isinstance(rows, list) else None


def _readable(row: object) -> Change | None:
    try:
        return _change(row)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def type_of(resource: str) -> str:
    """The type in a resource id; that of a resource group and of a subscription too."""
    start, _, own = resource.rpartition("/providers/")
    if not start:
        parts = resource.strip("/").split("/")
        return "Microsoft.Resources/resourceGroups" if len(parts) == 4 else "Microsoft.Resources/subscriptions"
    namespace, *rest = own.split("/")
    return "/".join((namespace, *rest[::2]))


def _change(row: Any) -> Change:
    return Change(
        resource=_text(row["resourceId"]),
        kind=Kind(row["changeType"]),
        differences=tuple(differences(row.get("delta") or (), row.get("before"), row.get("after"))),
        reason=str(row.get("unsupportedReason") or ""),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a resource has an id that is text")
    return value
