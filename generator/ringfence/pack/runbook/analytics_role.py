"""The role that deployers need for traffic analytics, as azure-cli takes it: no built-in role has its actions alone."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ringfence.pack.text.markdown import span
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Code


@dataclass(frozen=True, slots=True)
class AnalyticsRole:
    """The role's definition as JSON, the subscription where it is made and assigned, and the group of the workspace."""

    definition: Code
    subscription: str
    group: Code


def analytics_role(plan: Plan) -> AnalyticsRole | None:
    """The role of this plan; None when no flow log is analysed."""
    right = next((right for package in plan.packages for right in package.rights if right.actions), None)
    workspace = next((log.workspace for _, module in modules(plan) for log in module.flow_logs if log.workspace), None)
    if right is None or workspace is None:
        return None
    definition = {
        "Name": right.role,
        "IsCustom": True,
        "Description": "Switch on traffic analytics of virtual network flow logs.",
        "Actions": right.actions,
        "AssignableScopes": [right.scope],
    }
    _, _, subscription, _, group, *_ = workspace.value.split("/")
    return AnalyticsRole(Code(json.dumps(definition, indent=2)), subscription, span(group))
