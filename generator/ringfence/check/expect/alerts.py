"""Stage 5, expected bodies of alerts: who hears of them, and what each watches.

Source of the shapes: Microsoft.Insights types, actionGroups 2023-01-01, metricAlerts and activityLogAlerts 2026-01-01,
scheduledQueryRules 2026-03-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import Dimension, MetricAlert
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.telemetry.receivers import ActionGroup

_CRITERIA = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria"
"""One resource and one fixed threshold; other criteria learn thresholds, or watch several resources."""


def action_group(planned: ActionGroup) -> Body:
    """Who hears of alerts: mailboxes by name."""
    receivers: list[Json] = [{"name": one.name, "emailAddress": one.email} for one in planned.receivers]
    return {"properties": {"groupShortName": text(planned.short), "emailReceivers": receivers}}


def metric_alert(planned: MetricAlert) -> Body:
    """An alert: what it watches, from which value on, and whom it tells."""
    criterion: dict[str, Json] = {
        "name": "threshold",
        "criterionType": "StaticThresholdCriterion",
        "metricNamespace": planned.namespace,
        "metricName": planned.metric,
        "timeAggregation": planned.aggregation,
        "operator": planned.operator,
        "threshold": planned.threshold,
        "dimensions": [_dimension(one) for one in planned.dimensions],
        "skipMetricValidation": planned.late,
    }
    return {
        "properties": {
            "severity": planned.severity,
            "scopes": [target(planned.watched)],
            "windowSize": _duration(planned.minutes),
            "criteria": {"odata.type": _CRITERIA, "allOf": [criterion]},
            "actions": [{"actionGroupId": target(planned.group)}],
        }
    }


def activity_alert(planned: ActivityAlert) -> Body:
    """An alert on the activity log: which events count, below which ids, and whom it tells."""
    conditions: list[Json] = [
        {"field": "category", "equals": planned.category},
        {"anyOf": [{"field": planned.field, "equals": value} for value in planned.values]},
        *({"field": "status", "equals": status} for status in planned.statuses),
    ]
    return {
        "properties": {
            "scopes": list(planned.scopes),
            "condition": {"allOf": conditions},
            "actions": {"actionGroups": [{"actionGroupId": target(planned.group)}]},
        }
    }


def log_alert(planned: LogAlert) -> Body:
    """An alert on logs: what is asked of which workspace, how many rows are told, and whom."""
    criterion: dict[str, Json] = {
        "query": planned.query,
        "threshold": planned.threshold,
        "dimensions": [{"name": name, "operator": "Include", "values": ["*"]} for name in planned.split],
        "failingPeriods": {"numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1},
    }
    return {
        "properties": {
            "displayName": text(planned.resource.name),
            "severity": planned.severity,
            "scopes": [target(planned.workspace)],
            "evaluationFrequency": _duration(planned.minutes),
            "windowSize": _duration(planned.minutes),
            "criteria": {"allOf": [criterion]},
            "actions": {"actionGroups": [target(planned.group)]},
        }
    }


def _duration(minutes: int) -> str:
    return "PT1H" if minutes == 60 else f"PT{minutes}M"


def _dimension(one: Dimension) -> Json:
    return {"name": one.name, "values": list(one.values), "operator": "Include"}
