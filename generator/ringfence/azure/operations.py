"""Asks for the operations of a failed deployment, down to the operation that caused the failure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ringfence.azure.az import Az, Done
from ringfence.azure.failing.errors import Cause, inside, json_of, wrapped
from ringfence.azure.failing.printed import causes
from ringfence.plan.model.package import Package

_DEEPEST = 4
_FAILED = "[?properties.provisioningState=='Failed'].properties"
_NESTED = "microsoft.resources/deployments"


def own_errors(az: Az, package: Package, done: Done) -> tuple[Cause, ...]:
    """What Azure says of the operation that failed; asked for only when az printed no more than its wrapping."""
    said = causes(done.err)
    if said and not all(wrapped(cause) for cause in said):
        return said
    words = ("az", "deployment", "operation", "sub", "list", "--subscription", package.subscription)
    found = _asked(az, package, (*words, "--name", package.deployed_as), 1)
    return tuple(dict.fromkeys(found)) or said


def _asked(az: Az, package: Package, words: tuple[str, ...], depth: int) -> Iterator[Cause]:
    rows = az.run(f"{package.name}-operations", (*words, "--query", _FAILED)).json()
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        named = row.get("targetResource")
        target = named if isinstance(named, dict) else {}
        deeper = _deeper(az, package, target, depth)
        yield from deeper or inside(_error(row.get("statusMessage")), str(target.get("id") or ""))


def _deeper(az: Az, package: Package, target: dict[str, Any], depth: int) -> tuple[Cause, ...]:
    """The errors inside a nested deployment; none for any other resource."""
    parts = str(target.get("id") or "").strip("/").split("/")
    if str(target.get("resourceType", "")).lower() != _NESTED or depth >= _DEEPEST or len(parts) < 8:
        return ()
    scope = ("--subscription", parts[1], "--resource-group", parts[3], "--name", parts[-1])
    return tuple(_asked(az, package, ("az", "deployment", "operation", "group", "list", *scope), depth + 1))


def _error(message: Any) -> Any:
    """The error in the message of an operation, which Azure sends as an object or as JSON in a text."""
    parsed = json_of(message) if isinstance(message, str) else message
    return parsed if isinstance(parsed, dict) else {"message": str(message or "")}
