"""Alerts of a package: metrics, events and queries that folders name for what it has, and who hears of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.known.alerts import AlertSpec
from ringfence.catalog.read import kinds
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.module import NAMED, Module
from ringfence.plan.model.telemetry.alerts import Dimension, MetricAlert
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import declared
from ringfence.plan.telemetry.activity_alerts import activity_alerts, watches
from ringfence.plan.telemetry.log_alerts import log_alerts
from ringfence.plan.telemetry.receivers import MODULE, action_group, receivers


def alerts_module(
    package: PackageContext, group: str, made: Sequence[Module], zone: str = "", fed: Iterable[str] = ()
) -> tuple[Module, ...]:
    """The module with the action group of a package and an alert for each metric, event and query of what it has.

    `made` are the other modules of the package, `group` is the resource group that takes the module in, `zone` the
    landing zone, '' for the hub. `fed` are kinds of services elsewhere that send logs to a workspace that `made`
    declares. None without a receiver.
    """
    heard = receivers(package.context.blueprint, zone)
    if not heard:
        return ()
    hears = action_group(package, group, heard)
    watched = list(_watched(made))
    return (
        Module(
            name=MODULE,
            title="Alerts",
            scope=group,
            after=_after(made, [resource.module for resource, _ in watched], package.groups),
            action_groups=(hears,),
            alerts=tuple(_alert(package, group, hears.resource, resource, spec) for resource, spec in watched),
            activity_alerts=activity_alerts(package, group, hears.resource, made, zone),
            log_alerts=log_alerts(package, group, hears.resource, made, fed),
        ),
    )


def _after(made: Sequence[Module], watched: Iterable[str], groups: Collection[str]) -> tuple[str, ...]:
    """The modules of what metrics are of, and one of each other resource group: alerts on events name the group."""
    waits = dict.fromkeys(watched)
    reached = {module.scope for module in made if module.name in waits}
    for module in sorted(made, key=lambda each: each.gives != NAMED):
        if module.scope in groups and module.scope not in reached and watches(module):
            reached.add(module.scope)
            waits[module.name] = None
    return tuple(waits)


def _watched(made: Sequence[Module]) -> Iterator[tuple[Resource, AlertSpec]]:
    """What has metrics that people hear of, in order of deployment; some only beside another kind of resource."""
    found = [resource for module in made for resource in declared(module)]
    there = {resource.kind for resource in found}
    for resource in found:
        yield from ((resource, spec) for spec in kinds()[resource.kind].alerts if spec.beside in ("", *there))


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
