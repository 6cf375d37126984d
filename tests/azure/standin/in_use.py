"""What stands in the way because something else is there: subnets in use, and role assignments under another name.

Source: InUseSubnetCannotBeDeleted in azure-docs common-deployment-errors.md (2024-06-20); RoleAssignmentExists in
Azure/bicep#11367 and #19936: a scope, a principal and a role have one assignment.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.azure.standin.references import Resources, mentioned
from tests.azure.standin.refusal import Body, Problem

_NETWORK = "microsoft.network/virtualnetworks"
_ASSIGNMENT = "microsoft.authorization/roleassignments"


def faults(resource: Body, known: Resources, state: Resources) -> Iterator[Problem]:
    """Why a resource cannot be written; for `known` and `state` see the checks."""
    kind = str(resource["type"]).lower()
    if kind == _NETWORK:
        yield from _leaving(resource, state)
    elif kind == _ASSIGNMENT:
        yield from _twice(resource, known)


def _leaving(network: Body, state: Resources) -> Iterator[Problem]:
    """Subnets that the network had and no longer lists, although another resource names them."""
    before = state.get(network["id"].lower())
    if before is None:
        return
    used = {name.lower() for key, row in state.items() if key != network["id"].lower() for name in mentioned(row)}
    for name in sorted(_subnets(before) - _subnets(network)):
        subnet = f"{network['id']}/subnets/{name}"
        if subnet.lower() in used:
            message = f"Subnet {name} is in use and cannot be deleted."
            yield Problem("InUseSubnetCannotBeDeleted", message, network["id"])


def _subnets(network: Body) -> set[str]:
    return {str(row["name"]) for row in network.get("properties", {}).get("subnets") or ()}


def _twice(assignment: Body, known: Resources) -> Iterator[Problem]:
    own = _what(assignment)
    for key, row in known.items():
        if key != assignment["id"].lower() and str(row.get("type")).lower() == _ASSIGNMENT and _what(row) == own:
            yield Problem("RoleAssignmentExists", "The role assignment already exists.", assignment["id"])


def _what(assignment: Body) -> tuple[str, str, str]:
    """Scope, principal and role of an assignment."""
    properties = assignment.get("properties", {})
    scope = str(assignment["id"]).lower().rpartition("/providers/")[0]
    return scope, str(properties.get("principalId")), str(properties.get("roleDefinitionId")).lower()
