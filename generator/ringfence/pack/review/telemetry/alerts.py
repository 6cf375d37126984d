"""Alerts in the review: what is watched, from which value on people hear of it, and who they are."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.telemetry.alerts import MetricAlert


def alerts(plan: Plan) -> Table:
    """Every metric alert."""
    rows = tuple(
        row(
            a.resource.because,
            package.name,
            a.word,
            a.watched,
            _metric(a),
            f"{'above' if a.operator == 'GreaterThan' else 'below'} {a.threshold} {a.unit}",
            f"{a.aggregation} of {a.minutes} minutes",
            a.severity,
        )
        for package, module in modules(plan)
        for a in module.alerts
    )
    columns = ("Package", "Alert", "Watches", "Metric", "Told when", "Taken over", "Severity", *WHY)
    words = (
        "Thresholds are defaults, or those of monitoring.alerts.thresholds in the blueprint; severity 0 is the most"
        " urgent. Events of the activity log and queries over logs are not among them."
    )
    return Table("Alerts", words, columns, rows)


def receivers(plan: Plan) -> Table:
    """Every mailbox that hears of alerts, by package."""
    rows = tuple(
        row(group.resource.because, package.name, group.resource.name, one.name, one.email)
        for package, module in modules(plan)
        for group in module.action_groups
        for one in group.receivers
    )
    columns = ("Package", "Action group", "Receiver", "Mailbox", *WHY)
    return Table("Receivers of alerts", "A package without a row here has no alerts.", columns, rows)


def _metric(alert: MetricAlert) -> str:
    only = [f"{one.name} {', '.join(one.values)}" for one in alert.dimensions if one.values != ("*",)]
    split = [f"each {one.name}" for one in alert.dimensions if one.values == ("*",)]
    return ", ".join([alert.metric, *only, *split])


ALERTS: tuple[Builder, ...] = (alerts, receivers)
