"""Stage 5, expected bodies of access: managed identities and role assignments.

Sources of the shapes: Microsoft.ManagedIdentity types 2024-11-30, Microsoft.Authorization types 2022-04-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import target
from ringfence.check.paths import Body, Json
from ringfence.plan.model.mlops.federation import FederatedCredential
from ringfence.plan.model.services import Grant, Identity, RoleDefinition
from ringfence.plan.model.values import Given, Ref

ROLES = "providers/Microsoft.Authorization/roleDefinitions"


def identity(_: Identity) -> Body:
    """A managed identity has no configuration; its permissions are role assignments."""
    return {}


def credential(planned: FederatedCredential) -> Body:
    """A federated credential: who signs a token, and for whom; its audience is a fact of its kind."""
    return {"properties": {"issuer": planned.issuer, "subject": planned.subject}}


def user_assigned(held: Ref | Given[str]) -> Body:
    """The identity block of a resource that acts as one user-assigned identity."""
    return {"identity": {"type": "UserAssigned", "userAssignedIdentities": {target(held): {}}}}


def grant(planned: Grant, api: str) -> Body:
    """A role assignment to an Entra group, or to a managed identity: it, or what it is made with, is read with this API
    version.

    The identity's object id is known only once it exists, so Bicep predicts the expression that reads it.
    """
    subscription = "/".join(planned.scope_id.split("/")[:3])
    principal = planned.principal.value
    if planned.made_with:
        principal = f"[reference('{principal}', '{api}', 'full').identity.principalId]"
    elif isinstance(planned.principal, Ref):
        principal = f"[reference('{principal}', '{api}').principalId]"
    limits = {"condition": planned.condition, "conditionVersion": "2.0"} if planned.condition else {}
    return {
        "properties": {
            "roleDefinitionId": f"{subscription}/{ROLES}/{planned.role_id}",
            "principalId": principal,
            "principalType": planned.principal_type,
            "description": planned.description,
            **limits,
        }
    }


def role_definition(planned: RoleDefinition) -> Body:
    """A role of the institution: its operations by name, and the subscriptions in which it can be assigned."""
    allowed: Json = {"actions": list(planned.actions), "dataActions": list(planned.data_actions)}
    return {
        "properties": {
            "roleName": planned.name,
            "description": planned.description,
            "permissions": [allowed],
            "assignableScopes": list(planned.scopes),
        }
    }
