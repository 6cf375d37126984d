"""What the caller must hold beside the right to deploy: traffic analytics of a flow log.

Source: azure-docs network-watcher/required-rbac-permissions.md (2025-06-24), Traffic analytics: six actions on the
subscription of the workspace, and none of them inherited from a management group. Code and message as in
MicrosoftDocs/azure-docs#121852 and hashicorp/terraform-provider-azurerm#31139.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

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


@dataclass(frozen=True, slots=True)
class Held:
    """Actions that are assigned to the caller at a scope; `*` stands for any."""

    scope: str
    actions: tuple[str, ...]

    def allows(self, action: str, scope: str) -> bool:
        """Whether it is assigned at this very scope and has the action."""
        named = (pattern.lower() for pattern in self.actions)
        return self.scope.lower() == scope.lower() and any(fnmatchcase(action.lower(), one) for one in named)


def lacking(resource: Body, held: Collection[Held]) -> Iterator[Problem]:
    """Why a resource is not for this caller: a flow log whose traffic analytics they may not switch on."""
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


def _workspace(resource: Body) -> str | None:
    """The workspace that a flow log is analysed in; None for a flow log without analytics and for anything else."""
    if str(resource["type"]).lower() != FLOW_LOG.lower():
        return None
    analytics = resource.get("properties", {}).get("flowAnalyticsConfiguration", {})
    asked = analytics.get("networkWatcherFlowAnalyticsConfiguration", {})
    return str(asked["workspaceResourceId"]) if asked.get("enabled") else None
