"""MON06 to MON08: events and logs that folders name are watched where people hear of alerts, within Azure's limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ringfence.catalog.read import kinds
from ringfence.catalog.tables import limits
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.written.inventory import resources
from ringfence.rules.finding import finding

LIMIT = "activityAlertsPerSubscription"
WHOLE, WORKSPACE = "activity-alert", "log-analytics"
"""The kind whose folder names events of a whole subscription; that whose package asks the logs."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """The packages with an action group, each subscription of theirs, and the workspace that logs go to."""
    heard = [package for package in plan.packages if any(module.action_groups for module in package.modules)]
    for package in heard:
        yield from _unseen(package)
    yield from _subscriptions(heard)
    for package in heard:
        yield from _unasked(plan, package)


def _unseen(package: Package) -> Iterator[Diagnostic]:
    """MON06, a resource whose folder names an event, and no alert of the package that covers it."""
    alerts = _of(package)
    missing: dict[str, str] = {}
    own = tuple(f"{group.resource.id}/" for group in package.groups)
    for resource in (each for each in resources(package) if each.id.startswith(own)):
        for spec in kinds()[resource.kind].events:
            if spec.scope == "groups" and not any(
                alert.word == spec.name and resource.id.startswith(tuple(f"{scope}/" for scope in alert.scopes))
                for alert in alerts
            ):
                missing.setdefault(spec.name, resource.id)
    for word, where in missing.items():
        message = f"{package.name} has no alert '{word}' for {where.rsplit('/', 1)[-1]}"
        yield finding("MON06", message, package.because, path=f"{package.name}/{word}", value=word)


def _subscriptions(heard: list[Package]) -> Iterator[Diagnostic]:
    """MON06, an event of a whole subscription without an alert, or with several; MON08, too many alerts in one."""
    for subscription in dict.fromkeys(package.subscription for package in heard):
        there = [package for package in heard if package.subscription == subscription]
        alerts = [alert for package in there for alert in _of(package)]
        held = Counter(alert.word for alert in alerts if f"/subscriptions/{subscription}" in alert.scopes)
        for spec in kinds()[WHOLE].events:
            if held[spec.name] != 1:
                message = f"subscription {subscription} has {held[spec.name]} alerts '{spec.name}', not one"
                yield finding("MON06", message, there[0].because, path=f"{there[0].name}/{spec.name}", value=spec.name)
        most = limits()[LIMIT]
        if len(alerts) > most.value:
            message = f"subscription {subscription} would have {len(alerts)} activity-log alerts, at most {most.value}"
            hint = "give some landing zones another subscription, or leave their receivers out"
            yield finding("MON08", message, there[-1].because, path=there[-1].name, hint=hint, source=most.source)


def _unasked(plan: Plan, package: Package) -> Iterator[Diagnostic]:
    """MON07, logs that go to the workspace of the package, and a query of their folder without an alert there."""
    if not any(resource.kind == WORKSPACE for resource in resources(package)):
        return
    asked = {alert.word for module in package.modules for alert in module.log_alerts}
    sent = dict.fromkeys(resource.kind for each in plan.packages for resource in resources(each))
    for word in dict.fromkeys(spec.name for kind in sent for spec in kinds()[kind].queries):
        if word not in asked:
            message = f"{package.name} has no alert '{word}' on the logs"
            yield finding("MON07", message, package.because, path=f"{package.name}/{word}", value=word)


def _of(package: Package) -> list[ActivityAlert]:
    return [alert for module in package.modules for alert in module.activity_alerts]
