"""Alerts in the review: what is watched, when people hear of it, and who they are."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.telemetry.log_alerts import LogAlert

Cells = tuple[str, ...]


def alerts(plan: Plan) -> Table:
    """Every alert, by package: on metrics, on the activity log, on logs."""
    rows: list[Cells] = []
    for package, module in modules(plan):
        rows += [_of_metric(package, one) for one in module.alerts]
        rows += _of_activity(package, module.activity_alerts)
        rows += [_of_logs(package, one) for one in module.log_alerts]
    columns = ("Package", "Alert", "Kind", "Watches", "Signal", "Told when", "Taken over", "Severity", *WHY)
    words = (
        "Thresholds are defaults, or those of monitoring.alerts.thresholds in the blueprint; severity 0 is the most"
        " urgent, and Azure gives alerts on the activity log none. Queries run over the Log Analytics workspace, and"
        " each resource is judged alone. Releases do some of what alerts on the activity log tell: compare them with"
        " the approval."
    )
    return Table("Alerts", words, columns, tuple(rows))


def _of_metric(package: Package, alert: MetricAlert) -> Cells:
    return row(
        alert.resource.because,
        package.name,
        alert.word,
        "metric",
        alert.watched,
        _metric(alert),
        f"{'above' if alert.operator == 'GreaterThan' else 'below'} {alert.threshold} {alert.unit}",
        f"{alert.aggregation} of {alert.minutes} minutes",
        alert.severity,
    )


def _of_activity(package: Package, found: tuple[ActivityAlert, ...]) -> Iterator[Cells]:
    for alert in found:
        told = alert.statuses[0].lower() if alert.statuses else "Azure tells of it"
        signal = ", ".join(alert.values)
        yield row(
            alert.resource.because,
            package.name,
            alert.word,
            "activity log",
            alert.watches,
            signal,
            told,
            "each event",
            "",
        )


def _of_logs(package: Package, alert: LogAlert) -> Cells:
    split = "".join(f", by {name}" for name in alert.split)
    return row(
        alert.resource.because,
        package.name,
        alert.word,
        "logs",
        ", ".join(alert.kinds),
        alert.query,
        f"above {alert.threshold} {alert.unit}{split}",
        f"Count of {alert.minutes} minutes",
        alert.severity,
    )


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
