"""Log alerts: queries that folders name, over the workspace that all packages send their logs to.

A rule without an identity reads with the rights that who deployed it had then, so that it stands in the package of the
workspace. Source: azure-docs azure-monitor/alerts/alerts-create-log-alert-rule.md, identity of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.known.alerts import QuerySpec
from ringfence.catalog.read import kinds
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.module import Module
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.values import Ref, Resource
from ringfence.plan.model.written.inventory import declared
from ringfence.plan.telemetry.receivers import MODULE

WORKSPACE = "log-analytics"


def log_alerts(
    package: PackageContext, group: str, hears: Resource, made: Sequence[Module], fed: Iterable[str]
) -> tuple[LogAlert, ...]:
    """The alerts of the package whose modules `made` declare the workspace; none in others.

    `fed` are kinds of services elsewhere that send their logs there, `hears` is the action group.
    """
    found = [resource for module in made for resource in declared(module)]
    workspaces = [ref(resource) for resource in found if resource.kind == WORKSPACE]
    senders = dict.fromkeys((*(resource.kind for resource in found), *sorted(fed)))
    asked: dict[str, list[str]] = {}
    specs: dict[str, QuerySpec] = {}
    for kind in senders:
        for spec in kinds()[kind].queries:
            asked.setdefault(spec.name, []).append(kind)
            specs[spec.name] = spec
    return tuple(
        _alert(package, group, hears, workspace, specs[name], tuple(senders))
        for workspace in workspaces
        for name, senders in asked.items()
    )


def _alert(
    package: PackageContext, group: str, hears: Resource, workspace: Ref, spec: QuerySpec, senders: tuple[str, ...]
) -> LogAlert:
    given = package.context.blueprint.monitoring.alerts.thresholds.get(spec.name)
    at = (*ALERTS_AT, "thresholds", *(() if given is None else (spec.name,)))
    why = package.context.because_of(spec, spec.why, at)
    name = f"{spec.name}-{package.name}"
    return LogAlert(
        resource=package.resource("log-alert", MODULE, "logAlerts", name, group, why),
        word=spec.name,
        workspace=workspace,
        kinds=senders,
        query=spec.query,
        threshold=spec.threshold if given is None else given,
        unit=spec.unit,
        minutes=spec.minutes,
        severity=spec.severity,
        group=ref(hears),
        split=spec.split,
    )
