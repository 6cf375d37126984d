"""Services by the names that rows have for them and their parts: properties, rights, logs, locks, alerts, models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatch
from itertools import product

from ringfence.export.lines.thing import Thing, called, property_of
from ringfence.pack.review.inference import bounds_name
from ringfence.pack.review.locks import target
from ringfence.pack.review.tables_of_roles import scope_name
from ringfence.pack.review.tables_of_services import service_name, target_name
from ringfence.pack.text.cells import text
from ringfence.plan.model.inference.autoscale import Autoscale
from ringfence.plan.model.inference.endpoints import BatchDeployment, OnlineDeployment
from ringfence.plan.model.language_model import ContentFilter
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Diagnostic, Grant, Lock, RoleDefinition, Service
from ringfence.plan.model.telemetry.activity_alerts import ActivityAlert
from ringfence.plan.model.telemetry.alerts import MetricAlert
from ringfence.plan.model.telemetry.flow_log import FlowLog
from ringfence.plan.model.telemetry.log_alerts import LogAlert
from ringfence.plan.model.telemetry.receivers import ActionGroup
from ringfence.plan.review.risks.folders import open_name
from ringfence.render.spelling import literal

LOCK = "lock"
"""What locks go by before the name of what they are on, which is that of a thing itself."""
WORKSPACES = "Microsoft.MachineLearningServices/workspaces"


@singledispatch
def of_service(value: object) -> Iterator[Thing]:
    """What is known of a value of a module by its type; nothing for a type that is not here."""
    del value
    yield from ()


@of_service.register
def _service(value: Service) -> Iterator[Thing]:
    name = service_name(value)
    yield Thing(names=(name,), made=value.resource, given=value.resource.name)
    for item in value.properties:
        found = property_of(name, value.resource, item.path)
        yield found
        yield replace(found, names=(open_name(value.resource, item.path, item.value),))


@of_service.register
def _grant(value: Grant) -> Iterator[Thing]:
    yield Thing(names=(value.principal_name, value.role, scope_name(value)), made=value.resource, given=value.principal)


@of_service.register
def _role(value: RoleDefinition) -> Iterator[Thing]:
    yield Thing(names=(value.name,), made=value.resource, within=(value.name,))


@of_service.register
def _logs(value: Diagnostic) -> Iterator[Thing]:
    yield Thing(names=(target_name(value), text((*value.category_groups, *value.categories))), made=value.resource)


@of_service.register
def _flows(value: FlowLog) -> Iterator[Thing]:
    what = "flow records, searchable" if value.workspace else "flow records"
    yield called(value.resource, text(value.network), what)


@of_service.register
def _lock(value: Lock) -> Iterator[Thing]:
    yield Thing(names=(LOCK, target(value).rsplit("/", 1)[-1]), made=value.resource)


@of_service.register
def _alert(value: MetricAlert) -> Iterator[Thing]:
    yield called(value.resource, value.word, text(value.watched))


@of_service.register
def _events(value: ActivityAlert) -> Iterator[Thing]:
    yield called(value.resource, value.word, value.watches)


@of_service.register
def _queries(value: LogAlert) -> Iterator[Thing]:
    yield called(value.resource, value.word, ", ".join(value.kinds))


@of_service.register
def _receivers(value: ActionGroup) -> Iterator[Thing]:
    for one in value.receivers:
        names = (text(value.resource.name), one.name)
        yield Thing(names=names, made=value.resource, within=("receivers", one.name))


@of_service.register(OnlineDeployment)
@of_service.register(BatchDeployment)
def _deployment(value: OnlineDeployment | BatchDeployment) -> Iterator[Thing]:
    names = (value.endpoint.rsplit("/", 1)[-1], text(value.resource.name))
    yield Thing(names=names, made=value.resource, within=("deployments", names[1]))


@of_service.register
def _bounds(value: Autoscale) -> Iterator[Thing]:
    deployment = text(value.resource.name).removeprefix("as-")
    names = dict.fromkeys(bounds_name(profile) for profile in value.profiles)
    yield from (called(value.resource, deployment, name) for name in names)


@of_service.register
def _filters(value: ContentFilter) -> Iterator[Thing]:
    name = text(value.resource.name)
    for one in value.filters:
        names = (name, one.category, one.source)
        yield Thing(names=names, made=value.resource, words=(literal(one.category),))


def ways_out(module: Module) -> Iterator[Thing]:
    """The outbound rules of the managed network of a workspace, which are written where the workspace is."""
    workspaces = [one.resource for one in module.services if one.resource.type == WORKSPACES]
    for made, rule in product(workspaces, module.outbound_rules):
        last = literal(rule.name) if rule.target else "managedNetworkFqdnRules"
        words = ("managedNetwork:", "outboundRules:", last)
        yield Thing(names=(rule.name,), made=made, within=(rule.name,), words=words)
