"""Stage 5, expected bodies of inference: outbound rules, endpoints, deployments, autoscale settings.

Sources of the shapes: Microsoft.MachineLearningServices types 2026-05-01, Microsoft.Insights types 2022-10-01.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ringfence.check.expect.access import user_assigned
from ringfence.check.expect.arm_values import target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.inference import (
    Autoscale,
    BatchDeployment,
    BatchEndpoint,
    OnlineDeployment,
    OnlineEndpoint,
    OutboundRule,
    Profile,
    ScaleRule,
    Served,
    Share,
    WorkspaceKey,
)
from ringfence.plan.model.package import Module
from ringfence.plan.model.values import plain

MANAGED = "inference-workspace"
"""The kind of workspace that has a managed network."""


def workspace(module: Module) -> Body:
    """What a module's outbound rules and keys add to its workspace; an empty list of outbound rules counts too."""
    properties: dict[str, Json] = {}
    if any(service.resource.kind == MANAGED for service in module.services):
        rules = {rule.name: _outbound(rule) for rule in module.outbound_rules}
        properties["managedNetwork"] = {"outboundRules": rules}
    for key in module.workspace_keys:
        properties["encryption"] = _encryption(key)
    return {"properties": properties} if properties else {}


def _outbound(planned: OutboundRule) -> Json:
    if planned.target is None:
        host = planned.host
        return {"type": "FQDN", "category": "UserDefined", "destination": host}
    destination: Json = {
        "serviceResourceId": target(planned.target),
        "subresourceTarget": planned.part,
        "sparkEnabled": False,
    }
    return {"type": "PrivateEndpoint", "category": "UserDefined", "destination": destination}


def _encryption(planned: WorkspaceKey) -> Json:
    return {
        "status": "Enabled",
        "identity": {"userAssignedIdentity": target(planned.identity)},
        "keyVaultProperties": {"keyIdentifier": planned.uri.value, "keyVaultArmId": planned.vault.value},
    }


def online_endpoint(planned: OnlineEndpoint) -> Body:
    """An endpoint that acts as one identity, with the traffic of its deployments."""
    shares = {"traffic": _shares(planned.traffic), "mirrorTraffic": _shares(planned.mirror)}
    return {**user_assigned(planned.identity), "properties": {key: part for key, part in shares.items() if part}}


def _shares(planned: Sequence[Share]) -> Body:
    return {share.deployment: share.percent.value for share in planned}


def online_deployment(planned: OnlineDeployment) -> Body:
    """A model on so many instances of this size."""
    properties: dict[str, Json] = {
        **_served(planned.served),
        "model": planned.served.model.value,
        "instanceType": planned.size.value,
        "requestSettings": {
            "maxConcurrentRequestsPerInstance": planned.concurrency.value,
            "requestTimeout": planned.timeout.value,
        },
    }
    return {"sku": {"capacity": planned.instances.value}, "properties": properties}


def _served(planned: Served) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    if planned.environment:
        found["environmentId"] = planned.environment.value
    if planned.code and planned.script:
        found["codeConfiguration"] = {"codeId": planned.code.value, "scoringScript": planned.script.value}
    return found


def batch_endpoint(planned: BatchEndpoint) -> Body:
    """An endpoint with the deployment that does its work, once there is one."""
    return {"properties": {"defaults": {"deploymentName": planned.default.value}} if planned.default else {}}


def batch_deployment(planned: BatchDeployment) -> Body:
    """A model that works through files on a cluster."""
    properties: dict[str, Json] = {
        **_served(planned.served),
        "compute": target(planned.cluster),
        "maxConcurrencyPerInstance": planned.concurrency.value,
        "miniBatchSize": planned.files.value,
        "model": {"assetId": planned.served.model.value},
        "resources": {"instanceCount": planned.nodes.value},
        "retrySettings": {"timeout": planned.timeout.value},
    }
    return {"properties": properties}


def autoscale(planned: Autoscale, ids: Mapping[str, str]) -> Body:
    """The bounds and rules of one deployment; `ids` are those of the module's resources by symbol."""
    rules = [_rule(rule, ids) for rule in planned.rules]
    profiles: list[Json] = [{**_profile(profile), "rules": rules} for profile in planned.profiles]
    named = {"name": text(planned.resource.name), "targetResourceUri": ids[planned.target]}
    return {"properties": {**named, "profiles": profiles}}


def _profile(planned: Profile) -> Mapping[str, Json]:
    bounds = {"minimum": planned.minimum, "maximum": planned.maximum, "default": planned.default}
    body: dict[str, Json] = {"name": planned.name, "capacity": {key: given.value for key, given in bounds.items()}}
    if when := planned.recurrence:
        schedule: Json = {
            "timeZone": when.time_zone.value,
            "days": list(when.days),
            "hours": [when.hour.value],
            "minutes": [when.minute.value],
        }
        body["recurrence"] = {"frequency": "Week", "schedule": schedule}
    return body


def _rule(planned: ScaleRule, ids: Mapping[str, str]) -> Json:
    trigger: dict[str, Json] = {
        "metricName": planned.metric,
        "metricResourceUri": ids[planned.of],
        "operator": planned.operator,
        "threshold": planned.threshold.value,
        "timeWindow": planned.window.value,
    }
    action = {"direction": planned.direction, "value": plain(planned.step), "cooldown": planned.window.value}
    return {"metricTrigger": trigger, "scaleAction": action}
