"""Activity-log alerts of a package: what folders say people hear of when it is done to resources of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.known.alerts import EventSpec
from ringfence.catalog.read import kinds
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.model.module import SUBSCRIPTION, Module
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import declared
from ringfence.plan.telemetry.receivers import MODULE, speaks_for_subscription

KIND = "activity-alert"
FIELDS = {"Administrative": "operationName", "ServiceHealth": "properties.incidentType"}
"""The field of an event that tells what happened, by category. Source: azure-docs azure-monitor/essentials/
activity-log-schema.md."""
STATUSES = {"Administrative": ("Succeeded",), "ServiceHealth": ()}
"""The status that an event must have: an operation writes one event when it starts, and one when it is done."""


def activity_alerts(
    package: PackageContext, group: str, hears: Resource, made: Sequence[Module], zone: str
) -> tuple[ActivityAlert, ...]:
    """The alerts on events about what `made` declares in groups of the package, then those on its subscription.

    `group` is the resource group that takes them in, `hears` the action group, `zone` the landing zone, '' for the hub.
    """
    own = [module for module in made if module.scope in package.groups]
    found = [_alert(package, group, hears, spec, scopes) for spec, scopes in _watched(own)]
    if speaks_for_subscription(package.context.blueprint, zone):
        whole = (package.group_id(SUBSCRIPTION),)
        found += [_alert(package, group, hears, spec, whole) for spec in kinds()[KIND].events]
    return tuple(found)


def _watched(made: Iterable[Module]) -> Iterator[tuple[EventSpec, tuple[str, ...]]]:
    """Events about resources of the package, in order of deployment, each with the resource groups of these."""
    groups: dict[str, list[str]] = {}
    for module in made:
        for resource in declared(module):
            groups.setdefault(resource.kind, []).append(resource.id.split("/providers/", 1)[0])
    for kind, ids in groups.items():
        yield from ((spec, tuple(dict.fromkeys(ids))) for spec in kinds()[kind].events)


def watches(module: Module) -> bool:
    """Whether folders name events about what a module declares."""
    return any(kinds()[resource.kind].events for resource in declared(module))


def _alert(
    package: PackageContext, group: str, hears: Resource, spec: EventSpec, scopes: tuple[str, ...]
) -> ActivityAlert:
    why = package.context.because_of(spec, spec.why, (*ALERTS_AT, "receivers"))
    name = f"{spec.name}-{package.name}"
    return ActivityAlert(
        resource=package.resource(KIND, MODULE, "activityAlerts", name, group, why, location="global"),
        word=spec.name,
        scopes=scopes,
        category=spec.category,
        field=FIELDS[spec.category],
        values=spec.of,
        statuses=STATUSES[spec.category],
        group=ref(hears),
    )
