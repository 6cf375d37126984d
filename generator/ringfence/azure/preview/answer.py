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
    if not isinstance(answer, dict) or answer.get("status", "Succeeded") != "Succeeded":
        return None
    rows = answer.get("changes")
    if not isinstance(rows, list):
        return None
    try:
        return tuple(sorted((_change(row) for row in rows), key=lambda change: change.resource.lower()))
    except (KeyError, TypeError, ValueError, AttributeError):
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
        resource=str(row["resourceId"]),
        kind=Kind(row["changeType"]),
        differences=tuple(differences(row.get("delta") or (), row.get("before"), row.get("after"))),
        reason=str(row.get("unsupportedReason") or ""),
    )
