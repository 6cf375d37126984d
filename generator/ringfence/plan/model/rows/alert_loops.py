"""The loops of a module of alerts, as its template goes through them."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.module import Module
from ringfence.plan.model.rows.loop import Loop, loop
from ringfence.plan.model.telemetry.activity_alerts import ACTIVITY_ALERT, ActivityAlert
from ringfence.plan.model.telemetry.alerts import ALERT, MetricAlert
from ringfence.plan.model.telemetry.log_alerts import LOG_ALERT, LogAlert
from ringfence.plan.model.telemetry.receivers import OWNER


@dataclass(frozen=True, slots=True)
class AlertLoops:
    """Alerts of a module by kind; each is empty where there are none."""

    module: Module

    @property
    def metrics(self) -> tuple[Loop[MetricAlert], ...]:
        """Metric alerts."""
        one = "Value of a metric at which people hear of it."
        return loop(self.module.alerts, OWNER, "Metric alerts.", ALERT, "alertType", one, field="metrics")

    @property
    def activity(self) -> tuple[Loop[ActivityAlert], ...]:
        """Activity-log alerts."""
        one = "Events of the activity log that people hear of."
        found, type_ = self.module.activity_alerts, "activityAlertType"
        return loop(found, OWNER, "Activity-log alerts.", ACTIVITY_ALERT, type_, one, field="activity")

    @property
    def logs(self) -> tuple[Loop[LogAlert], ...]:
        """Log alerts."""
        one = "Query over logs, and the number of rows above which people hear of it."
        return loop(self.module.log_alerts, OWNER, "Log alerts.", LOG_ALERT, "logAlertType", one, field="logs")
