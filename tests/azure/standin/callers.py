"""What the caller must hold beside the right to deploy: for flow logs, locks, roles, a DDoS plan, deny settings.

Sources: azure-docs role-based-access-control/built-in-roles, Contributor: it may write neither locks nor role
assignments, nor set what a stack denies (Azure/deployment-stacks#163). azure-docs ddos-protection/manage-permissions.md
(2023-11-06): who writes a network under a plan may join the plan. azure-docs role-based-access-control/custom-roles.md
(2018-09-24): roleDefinitions/write on every assignable scope, which Contributor has not. azure-docs
network-watcher/required-rbac-permissions.md (2025-06-24), Traffic analytics: six actions on the subscription of the
workspace, and none of them inherited from a management group; code and message as in MicrosoftDocs/azure-docs#121852
and hashicorp/terraform-provider-azurerm#31139.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.azure.standin import roles
from tests.azure.standin.refusal import Body, Problem

FLOW_LOG = "Microsoft.Network/networkWatchers/flowLogs"
ANALYTICS = (
    "Microsoft.Insights/dataCollectionRules/read",
    "Microsoft.Insights/dataCollectionRules/write",
    "Microsoft.Insights/dataCollectionRules/delete",
    "Microsoft.Insights/dataCollectionEndpoints/read",
    "Microsoft.Insights/dataCollectionEndpoints/write",
    "Microsoft.Insights/dataCollectionEndpoints/delete",
)
"""What traffic analytics of virtual network flow logs asks for."""


WRITE_ROLE = "Microsoft.Authorization/roleDefinitions/write"
WRITE_LOCK = "Microsoft.Authorization/locks/write"
ASSIGN = "Microsoft.Authorization/roleAssignments/write"
JOIN_PLAN = "Microsoft.Network/ddosProtectionPlans/join/action"
DENY = "Microsoft.Resources/deploymentStacks/manageDenySetting/action"
_ON_ITS_SCOPE = {"microsoft.authorization/locks": WRITE_LOCK, "microsoft.authorization/roleassignments": ASSIGN}


@dataclass(frozen=True, slots=True)
class Held:
    """Actions that are assigned to the caller at a scope; `*` stands for any, and `never` are taken from these."""

    scope: str
    actions: tuple[str, ...]
    never: tuple[str, ...] = ()

    def allows(self, action: str, scope: str) -> bool:
        """Whether it is assigned at this very scope and has the action."""
        return (
            self.scope.lower() == scope.lower() and _matches(self.actions, action) and not _matches(self.never, action)
        )

    def reaches(self, action: str, scope: str) -> bool:
        """Whether it is assigned at this scope or above it and has the action."""
        above = f"{scope.lower()}/".startswith(f"{self.scope.lower()}/")
        return above and _matches(self.actions, action) and not _matches(self.never, action)


def _matches(patterns: Collection[str], action: str) -> bool:
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


def lacking(resource: Body, held: Collection[Held]) -> Iterator[Problem]:
    """Why a resource is not for this caller: a flow log with traffic analytics, a role that they may not write."""
    for scope in roles.scopes(resource):
        if not any(one.allows(WRITE_ROLE, scope) for one in held):
            text = f"The client does not have authorization to perform action '{WRITE_ROLE}' over scope '{scope}'."
            yield Problem("AuthorizationFailed", text, str(resource["id"]))
    for code, action, scope in _asked(resource):
        if not any(one.reaches(action, scope) for one in held):
            text = f"The client does not have authorization to perform action '{action}' over scope '{scope}'."
            yield Problem(code, text, str(resource["id"]))
    workspace = _workspace(resource)
    if workspace is None:
        return
    subscription = "/".join(workspace.split("/")[:3])
    if not all(any(one.allows(action, subscription) for one in held) for action in ANALYTICS):
        text = (
            "User does not have permissions to enable Traffic Analytics. Please refer to "
            "https://docs.microsoft.com/en-us/azure/network-watcher/traffic-analytics#user-access-requirements "
            "to know more."
        )
        yield Problem("TAUserDoesNotHavePermissions", text, str(resource["id"]))


def _asked(resource: Body) -> Iterator[tuple[str, str, str]]:
    """Code of the refusal, action and scope that writing a resource asks for beyond itself."""
    if action := _ON_ITS_SCOPE.get(str(resource["type"]).lower()):
        yield "AuthorizationFailed", action, str(resource["id"]).rpartition("/providers/")[0]
    plan = (resource.get("properties") or {}).get("ddosProtectionPlan")
    if plan:
        yield "LinkedAuthorizationFailed", JOIN_PLAN, str(plan["id"])


def _workspace(resource: Body) -> str | None:
    """The workspace that a flow log is analysed in; None for a flow log without analytics and for anything else."""
    if str(resource["type"]).lower() != FLOW_LOG.lower():
        return None
    analytics = resource.get("properties", {}).get("flowAnalyticsConfiguration", {})
    asked = analytics.get("networkWatcherFlowAnalyticsConfiguration", {})
    return str(asked["workspaceResourceId"]) if asked.get("enabled") else None
