"""MON03 and MON04: where a package has alerts, each metric that its resources are watched by has one that is heard."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import kinds
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.telemetry.receivers import ActionGroup
from ringfence.plan.model.written.inventory import resources
from ringfence.rules.finding import finding

Alert = MetricAlert | ActivityAlert | LogAlert


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every package with an action group: its resources by what folders say of them, and who hears."""
    for package in plan.packages:
        groups = [group for module in package.modules for group in module.action_groups]
        metrics = [alert for module in package.modules for alert in module.alerts]
        others: list[Alert] = [alert for module in package.modules for alert in module.activity_alerts]
        others += [alert for module in package.modules for alert in module.log_alerts]
        if groups or metrics or others:
            yield from _unwatched(package, metrics)
            yield from _unheard(package, groups, [*metrics, *others])


def _unwatched(package: Package, alerts: list[MetricAlert]) -> Iterator[Diagnostic]:
    """MON03, a metric of a resource without an alert."""
    held = {(alert.watched.value, alert.word) for alert in alerts}
    found = list(resources(package))
    there = {resource.kind for resource in found}
    for resource in found:
        for spec in kinds()[resource.kind].alerts:
            if spec.beside in ("", *there) and (resource.id, spec.name) not in held:
                name = resource.id.rsplit("/", 1)[-1]
                message = f"{name} of {package.name} has no alert '{spec.name}'"
                yield finding("MON03", message, resource.because, path=f"{package.name}/{name}", value=spec.name)


def _unheard(package: Package, groups: list[ActionGroup], alerts: list[Alert]) -> Iterator[Diagnostic]:
    """MON04, an alert that goes to no action group of the package with a receiver."""
    heard = {group.resource.id for group in groups if group.receivers}
    for alert in alerts:
        if alert.group.value not in heard:
            path = f"{package.name}/{alert.word}"
            yield finding("MON04", f"alert {path} reaches no mailbox", alert.resource.because, path=path)
