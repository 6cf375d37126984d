"""Alerts of a package: the metrics that folders name for what it has, and the mailboxes that hear of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.known.alerts import AlertSpec
from ringfence.catalog.read import kinds
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.module import Module
from ringfence.plan.model.telemetry.alerts import OWNER, ActionGroup, Dimension, MetricAlert, Receiver
from ringfence.plan.model.values import Given, Resource, length, plain
from ringfence.plan.model.written.inventory import declared

MODULE, SHORT = "alerts", 12
"""The module of the alerts; the most characters of an action group's short name."""
SOURCE = "azure-docs azure-monitor/alerts/action-groups.md; Microsoft.Insights types, actionGroups"


def alerts_module(package: PackageContext, group: str, made: Sequence[Module], zone: str = "") -> tuple[Module, ...]:
    """The module with the action group of a package and an alert for each metric of what `made` declares.

    `group` is the resource group that takes it in, `zone` the landing zone, '' for the hub. None without a receiver.
    """
    receivers = _receivers(package, zone)
    watched = list(_watched(made))
    if not receivers or not watched:
        return ()
    hears = _action_group(package, group, receivers)
    alerts = tuple(_alert(package, group, hears.resource, resource, spec) for resource, spec in watched)
    return (
        Module(
            name=MODULE,
            title="Alerts",
            scope=group,
            after=tuple(dict.fromkeys(resource.module for resource, _ in watched)),
            action_groups=(hears,),
            alerts=alerts,
        ),
    )


def _receivers(package: PackageContext, zone: str) -> tuple[Receiver, ...]:
    """The receivers of all packages, and those of the landing zone."""
    found = package.context.blueprint.monitoring.alerts.receivers
    return tuple(
        Receiver(name=one.name, email=one.email) for one in found if not one.landing_zones or zone in one.landing_zones
    )


def _watched(made: Sequence[Module]) -> Iterator[tuple[Resource, AlertSpec]]:
    """What has metrics that people hear of, in order of deployment; some only beside another kind of resource."""
    found = [resource for module in made for resource in declared(module)]
    there = {resource.kind for resource in found}
    for resource in found:
        yield from ((resource, spec) for spec in kinds()[resource.kind].alerts if spec.beside in ("", *there))


def _action_group(package: PackageContext, group: str, receivers: tuple[Receiver, ...]) -> ActionGroup:
    why = package.context.because(
        "Alerts of the package reach these mailboxes.", (*ALERTS_AT, "receivers"), source=SOURCE
    )
    name = package.given(OWNER, "group", "action-group", text="Action group of the package.")
    short = package.context.blueprint.institution.code[:SHORT]
    return ActionGroup(
        resource=package.resource("action-group", MODULE, "actionGroup", name, group, why, location="global"),
        short=Given(OWNER, "shortName", short, "Stands in front of each message.", bounds=length(1, SHORT)),
        receivers=receivers,
    )


def _alert(package: PackageContext, group: str, hears: Resource, resource: Resource, spec: AlertSpec) -> MetricAlert:
    given = package.context.blueprint.monitoring.alerts.thresholds.get(spec.name)
    at = (*ALERTS_AT, "thresholds", *(() if given is None else (spec.name,)))
    why = package.context.because_of(spec, spec.why, at)
    name = f"{spec.name}-{plain(resource.name)}"
    return MetricAlert(
        resource=package.resource("metric-alert", MODULE, "metricAlerts", name, group, why, location="global"),
        word=spec.name,
        watched=ref(resource),
        kind=resource.kind,
        namespace=resource.type,
        metric=spec.metric,
        aggregation=spec.of,
        operator=spec.operator,
        threshold=spec.threshold if given is None else given,
        unit=spec.unit,
        minutes=spec.minutes,
        severity=spec.severity,
        group=ref(hears),
        dimensions=tuple(_dimensions(spec)),
        late=spec.late,
    )


def _dimensions(spec: AlertSpec) -> Iterator[Dimension]:
    yield from (Dimension(name=name, values=("*",)) for name in spec.split)
    yield from (Dimension(name=name, values=values) for name, values in spec.only.items())
