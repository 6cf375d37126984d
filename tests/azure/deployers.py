"""What DEPLOY.md gives the deployer of a package: the rows of its rights, and the actions of the institution's role."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.azure.standin.callers import DENY, JOIN_PLAN, Held

_ROLES = "User Access Administrator, or any role with Microsoft.Authorization/roleDefinitions/write"
BUILT_IN = {
    "Contributor": ("*",),
    _ROLES: ("Microsoft.Authorization/*",),
    "Role Based Access Control Administrator": ("Microsoft.Authorization/roleAssignments/*",),
    "Locks Contributor": ("Microsoft.Authorization/locks/*",),
    "Network Contributor": ("Microsoft.Network/*",),
    f"Network Contributor, or any role with {JOIN_PLAN}": (JOIN_PLAN,),
    "Azure Deployment Stack Owner": ("Microsoft.Resources/deploymentStacks/*",),
    "Log Analytics Contributor": ("Microsoft.Insights/diagnosticSettings/*", "Microsoft.OperationalInsights/*"),
}
"""Actions of built-in roles as far as the stand-in asks for them; another role that is not here has none of these."""
NEVER = {"Contributor": ("Microsoft.Authorization/*/write", "Microsoft.Authorization/*/delete", DENY)}
"""What these roles leave out."""
_STEP = re.compile(r"^## Step \d+: (.*)$", re.MULTILINE)
_ROW = re.compile(r"^\| ([^|]+) \| (/subscriptions/[^|]+) \| [^|]+ \|$", re.MULTILINE)
_DEFINITION = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rights(folder: Path, title: str) -> tuple[Held, ...]:
    """What the table of the step with this title says, each right at its scope."""
    text = (folder / "DEPLOY.md").read_text("utf-8")
    roles = {**BUILT_IN, **dict(_defined(text))}
    _, *parts = _STEP.split(text)
    rows = _ROW.findall(dict(zip(parts[::2], parts[1::2], strict=True))[title])
    held = [(role.strip(), scope.strip()) for role, scope in rows]
    return tuple(Held(scope, roles.get(role, ()), NEVER.get(role, ())) for role, scope in held)


def _defined(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The roles that the text defines as JSON, with their actions."""
    for found in _DEFINITION.findall(text):
        role = json.loads(found)
        yield role["Name"], tuple(role["Actions"])
