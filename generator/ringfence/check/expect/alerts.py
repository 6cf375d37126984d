"""Stage 5, expected bodies of alerts: who hears of them, and what each watches.

Source of the shapes: Microsoft.Insights types, actionGroups 2023-01-01 and metricAlerts 2026-01-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.telemetry.alerts import ActionGroup, Dimension, MetricAlert

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
            "windowSize": "PT1H" if planned.minutes == 60 else f"PT{planned.minutes}M",
            "criteria": {"odata.type": _CRITERIA, "allOf": [criterion]},
            "actions": [{"actionGroupId": target(planned.group)}],
        }
    }


def _dimension(one: Dimension) -> Json:
    return {"name": one.name, "values": list(one.values), "operator": "Include"}
