"""The what-if of a deployment stack: what it would create, change, delete and let go.

Source: the models of deploymentStacksWhatIfResults in the Resource Manager API 2025-07-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.azure.standin.denies import Denial
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Body
from tests.azure.standin.request import Request
from tests.azure.standin.stacks import Stack, deletes, unmanaged

_WORDS = {"Create": "create", "Modify": "modify", "NoChange": "noChange", "Unsupported": "unsupported"}


def stack_changes(manager: ResourceManager, request: Request, stack: Stack | None) -> Body:
    """The changes of a stack that is not there yet, or is as given; raises Refused."""
    changes, _ = manager.preview(request)
    named = [row for row in changes if row["changeType"] in _WORDS]
    before = set() if stack is None else {key.lower() for key in stack.managed}
    rows = [_row(row, request, row["resourceId"].lower() in before, stack) for row in named]
    if stack is not None:
        left = unmanaged(stack.managed, [row["resourceId"] for row in named])
        rows += list(_leaving(manager, left, request, stack))
    return {"resourceChanges": rows, "denySettingsChange": _settings(request, stack)}


def _row(row: Body, request: Request, managed: bool, stack: Stack | None) -> Body:
    resource: Body = row.get("after") or {}
    change: Body = {
        **_named(row["resourceId"], resource),
        "changeType": _WORDS[row["changeType"]],
        "changeCertainty": "definite",
        "managementStatusChange": {"before": "managed" if managed else "unmanaged", "after": "managed"},
        "denyStatusChange": {
            "before": _deny(stack, row["resourceId"]) if managed else "none",
            "after": Denial("", request.settings["denySettings"], frozenset()).status(
                request.subscription, row["resourceId"]
            ),
        },
    }
    if row["changeType"] == "Unsupported":
        return {**change, "unsupportedReason": row["unsupportedReason"]}
    delta = [_property(part) for part in row["delta"] or ()]
    configuration = {"before": row["before"], "after": row["after"], "delta": delta}
    return {**change, "resourceConfigurationChanges": configuration}


def _leaving(manager: ResourceManager, keys: list[str], request: Request, stack: Stack) -> Iterator[Body]:
    """Resources that the stack would manage no longer."""
    for key in keys:
        resource = manager.state.get(key.lower())
        if resource is None:
            continue
        gone = deletes(resource, request.settings["actionOnUnmanage"])
        yield {
            **_named(key, resource),
            "changeType": "delete" if gone else "detach",
            "changeCertainty": "definite",
            "managementStatusChange": {"before": "managed", "after": "unmanaged"},
            "denyStatusChange": {"before": _deny(stack, key), "after": "none"},
            "resourceConfigurationChanges": {"before": resource, "after": None if gone else resource, "delta": []},
        }


def _named(key: str, resource: Body) -> Body:
    return {"id": key, "type": resource.get("type"), "apiVersion": resource.get("apiVersion")}


def _deny(stack: Stack | None, key: str) -> str:
    return "none" if stack is None else stack.denial.status(stack.request.subscription, key)


def _property(part: Body) -> Body:
    """A difference of a deployment's what-if in the words of a stack's."""
    kind = str(part["propertyChangeType"])
    children = [_property(child) for child in part["children"] or ()]
    return {
        "path": part["path"],
        "changeType": kind[0].lower() + kind[1:],
        "before": part["before"],
        "after": part["after"],
        "children": children or None,
    }


def _settings(request: Request, stack: Stack | None) -> Body:
    """The change of the deny settings."""
    before = None if stack is None else stack.request.settings["denySettings"]
    after: Body = request.settings["denySettings"]
    keys = [key for key in after if (before or {}).get(key) != after[key]]
    delta = [
        {"path": key, "changeType": "modify", "before": (before or {}).get(key), "after": after[key]} for key in keys
    ]
    return {"before": before, "after": after, "delta": delta}
