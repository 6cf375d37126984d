"""What Azure refuses of roles: unknown operations, two of one name, one that is not there, and who may not write one.

Sources: azure-docs role-based-access-control/custom-roles.md (names are unique in the directory; the writer holds
roleDefinitions/write on every assignable scope); LeanerCloud/CUDly#1794 (InvalidActionOrNotAction refuses the role);
Azure/ARO-RP#1346 (RoleDefinitionWithSameNameExists); Azure/bicep#3366 (RoleDefinitionDoesNotExist). That a role counts
as not there in a subscription that it does not list is not confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tests.azure.standin.refusal import Body, Problem
from tests.azure.standin.role_facts import BUILT_IN, OPERATIONS

DEFINITION = "microsoft.authorization/roledefinitions"
ASSIGNMENT = "microsoft.authorization/roleassignments"


def faults(resource: Body, known: Mapping[str, Body]) -> Iterator[Problem]:
    """Why a role, or an assignment of one, cannot be written; `known` is what there is by then."""
    kind = str(resource["type"]).lower()
    if kind == DEFINITION:
        yield from _unknown_operations(resource)
        yield from _same_name(resource, known)
    elif kind == ASSIGNMENT:
        yield from _missing(resource, known)


def scopes(resource: Body) -> Collection[str]:
    """The scopes on which the writer of a resource must hold roleDefinitions/write; none for what is no role."""
    return resource["properties"]["assignableScopes"] if str(resource["type"]).lower() == DEFINITION else ()


def _unknown_operations(resource: Body) -> Iterator[Problem]:
    for allowed in resource["properties"]["permissions"]:
        for operation in (*allowed["actions"], *allowed["dataActions"]):
            if operation.lower() not in OPERATIONS:
                text = f"'{operation}' does not match any of the actions supported by the providers."
                yield Problem("InvalidActionOrNotAction", text, str(resource["id"]))


def _same_name(resource: Body, known: Mapping[str, Body]) -> Iterator[Problem]:
    name = resource["properties"]["roleName"].lower()
    for key, other in known.items():
        if str(other.get("type", "")).lower() != DEFINITION or key == resource["id"].lower():
            continue
        if other["properties"]["roleName"].lower() == name:
            text = "A role definition cannot be updated with a name that already exists."
            yield Problem("RoleDefinitionWithSameNameExists", text, str(resource["id"]))


def _missing(resource: Body, known: Mapping[str, Body]) -> Iterator[Problem]:
    own = resource["properties"]["roleDefinitionId"].lower()
    role, subscription = own.rsplit("/", 1)[-1], "/".join(own.split("/")[:3])
    if role in BUILT_IN:
        return
    made = [row for key, row in known.items() if key.endswith(f"/{role}") and str(row["type"]).lower() == DEFINITION]
    if not any(subscription in map(str.lower, row["properties"]["assignableScopes"]) for row in made):
        text = f"The specified role definition with ID '{role.replace('-', '')}' does not exist."
        yield Problem("RoleDefinitionDoesNotExist", text, str(resource["id"]))
