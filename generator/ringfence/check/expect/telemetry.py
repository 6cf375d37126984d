"""Stage 5, expected bodies of telemetry: diagnostic settings, locks, network watchers, flow logs.

Sources of the shapes: Microsoft.Insights types 2021-05-01-preview, Microsoft.Authorization types 2020-05-01,
Microsoft.Network types 2026-03-01.
"""

from __future__ import annotations

from ringfence.check.expect.access import user_assigned
from ringfence.check.expect.arm_values import target
from ringfence.check.paths import Body, Json
from ringfence.plan.model.services import Diagnostic, Lock
from ringfence.plan.model.telemetry.flow_log import FlowLog, Watcher


def setting(planned: Diagnostic) -> Body:
    """A diagnostic setting: logs by category or by group, and where they go."""
    logs: list[Json] = [{"categoryGroup": group, "enabled": True} for group in planned.category_groups]
    logs += [{"category": category, "enabled": True} for category in planned.categories]
    properties: dict[str, Json] = {"workspaceId": target(planned.workspace), "logs": logs}
    if planned.metrics:
        properties["metrics"] = [{"category": "AllMetrics", "enabled": True}]
    if planned.dedicated:
        properties["logAnalyticsDestinationType"] = "Dedicated"
    return {"properties": properties}


def lock(planned: Lock) -> Body:
    """A delete lock with its note."""
    return {"properties": {"notes": planned.notes}}


def watcher(_: Watcher) -> Body:
    """A network watcher configures nothing; it is the parent of flow logs."""
    return {"properties": {}}


def flow_log(planned: FlowLog) -> Body:
    """The flow log of a network: raw records to storage, searchable ones to the workspace if there is one."""
    analytics: dict[str, Json] = {"enabled": planned.workspace is not None}
    if planned.workspace is not None:
        analytics["workspaceResourceId"] = target(planned.workspace)
    return {
        **user_assigned(planned.identity),
        "properties": {
            "targetResourceId": target(planned.network),
            "storageId": target(planned.storage),
            "retentionPolicy": {"days": planned.days},
            "flowAnalyticsConfiguration": {"networkWatcherFlowAnalyticsConfiguration": analytics},
        },
    }
