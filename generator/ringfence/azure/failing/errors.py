"""What Azure itself says went wrong: the innermost errors of a parsed one, each with every code around and in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WRAPPINGS = {
    "DeploymentFailed",
    "InvalidTemplateDeployment",
    "MultipleErrorsOccurred",
    "ResourceDeploymentFailure",
    "DeploymentStackDeploymentFailed",
}
"""Codes that only say that something inside has failed."""
_DEEPEST = 40
_IDENTIFIERS = re.compile(r"Policy identifiers: '(\[.*\])'", re.DOTALL)
"""How Azure names policies in a message when it adds no details.

Source: azure-docs azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy.md (2022-09-12).
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that denies a resource: titles of definition and assignment, the assignment's name and its scope."""

    definition: str
    assignment: str
    name: str
    scope: str

    def __str__(self) -> str:
        """Definition and assignment in one line."""
        at = f" at {self.scope}" if self.scope else ""
        return f"policy {self.definition!r} by assignment {self.assignment!r}{at}"


@dataclass(frozen=True, slots=True)
class Cause:
    """An error of Azure; `target` is the resource that it is about, when Azure says so.

    `inner` are more exact codes and `around` those of the errors that hold it, nearest first. `spoken` is a sentence of
    azure-cli itself, which has no code.
    """

    code: str
    message: str
    target: str = ""
    inner: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    spoken: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, the most exact first."""
        return (*self.inner, self.code, *self.around)

    def __str__(self) -> str:
        """Code and message in one line, with the resource; policies that deny it stand for the message."""
        if self.policies:
            return f"{self.code}: {self.target or 'a resource'} is denied by {', '.join(map(str, self.policies))}"
        about = f" ({self.target})" if self.target else ""
        return f"{self.code}: {' '.join(self.message.split())}{about}" if self.code else self.message


def inside(error: Any, target: str = "", around: tuple[str, ...] = ()) -> Iterator[Cause]:
    """The innermost errors of a parsed one: what it names as details, or a message that is an error as JSON."""
    if not isinstance(error, dict) or len(around) > _DEEPEST:
        return
    code, message = str(error.get("code") or ""), str(error.get("message") or "")
    here = _resource(error, target)
    held = [error["error"]] if isinstance(error.get("error"), dict) else [*_rows(error, "details"), *_parsed(message)]
    found = [cause for each in held for cause in inside(each, here, (code, *around))]
    if found:
        yield from found
    elif code or message:
        yield _cause(error, here, tuple(filter(None, around)))


def wrapped(cause: Cause) -> bool:
    """Whether a cause only says that something inside failed, so that the operations must be asked."""
    return cause.code in _WRAPPINGS


def _cause(error: dict[str, Any], target: str, around: tuple[str, ...]) -> Cause:
    message = str(error.get("message") or "")
    policies = tuple(_violated(error)) or tuple(_named(message))
    about = str(error.get("target") or target) if policies else target
    return Cause(str(error.get("code") or ""), message, about, _inner(error), around, policies)


def _resource(error: dict[str, Any], target: str) -> str:
    """The id that an error is about; a target that is the name of a property says less than the one around it."""
    own = str(error.get("target") or "")
    return own if own.startswith("/") else target


def _inner(error: dict[str, Any]) -> tuple[str, ...]:
    """The codes of the inner errors, innermost first. Source: OData JSON format 4.0, error response."""
    found: list[str] = []
    for _ in range(_DEEPEST):
        error = error.get("innererror") or error.get("innerError") or {}
        if not isinstance(error, dict):
            break
        found += [str(error["code"])] if error.get("code") else []
    return tuple(reversed(found))


def _violated(error: dict[str, Any]) -> Iterator[Policy]:
    """The policies in the details that Azure adds.

    Source: azure-docs automation/enforce-job-execution-hybrid-worker.md.
    """
    for row in _rows(error, "additionalInfo"):
        info = row.get("info")
        if row.get("type") == "PolicyViolation" and isinstance(info, dict):
            of = {key: str(info.get(f"policy{key}") or "") for key in _FIELDS}
            yield Policy(
                of["DefinitionDisplayName"] or of["DefinitionName"],
                of["AssignmentDisplayName"] or of["AssignmentName"],
                of["AssignmentName"],
                of["AssignmentScope"],
            )


_FIELDS = ("DefinitionDisplayName", "DefinitionName", "AssignmentDisplayName", "AssignmentName", "AssignmentScope")


def _named(message: str) -> Iterator[Policy]:
    """The policies that a message lists by title and id."""
    listed = _IDENTIFIERS.search(message)
    for row in _rows({"policies": json_of(listed[1])}, "policies") if listed else ():
        assignment, definition = (_object(row.get(key)) for key in ("policyAssignment", "policyDefinition"))
        scope, _, name = str(assignment.get("id") or "").rpartition("/providers/Microsoft.Authorization/")
        yield Policy(str(definition.get("name")), str(assignment.get("name")), name.rpartition("/")[2], scope)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(error: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = error.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _parsed(message: str) -> Iterator[Any]:
    """A message that is JSON as a whole; JSON inside a sentence is quoted from elsewhere and says nothing."""
    if message.lstrip().startswith("{"):
        yield json_of(message)


def json_of(text: str) -> Any:
    """A text parsed; None when it is no JSON, or nested too deeply to be an answer of Azure."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
