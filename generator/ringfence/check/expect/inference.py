"""Stage 5, expected bodies of inference: outbound rules, endpoints, deployments, autoscale settings.

Sources of the shapes: Microsoft.MachineLearningServices types 2026-05-01, Microsoft.Insights types 2022-10-01.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ringfence.check.expect.access import user_assigned
from ringfence.check.expect.arm_values import target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.inference.autoscale import Autoscale, Change, Profile, ScaleRule
from ringfence.plan.model.inference.endpoints import (
    BatchDeployment,
    BatchEndpoint,
    OnlineDeployment,
    OnlineEndpoint,
    OutboundRule,
    Served,
    Share,
    WorkspaceKey,
)
from ringfence.plan.model.inference.scoring_code import CodeAsset, CodeContainer, CodeVersion
from ringfence.plan.model.module import Module

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


def code_container(_: CodeContainer) -> Body:
    """A container, whose facts say that it is closed."""
    return {}


def code_asset(_: CodeAsset) -> Body:
    """A name without configuration: its versions have all of it."""
    return {"properties": {}}


def code_version(planned: CodeVersion) -> Body:
    """A version of scoring code, of the files at one address."""
    return {"properties": {"codeUri": planned.uri}}


def online_endpoint(planned: OnlineEndpoint) -> Body:
    """An endpoint that acts as one identity, with the traffic of its deployments."""
    shares = {"traffic": _shares(planned.traffic), "mirrorTraffic": _shares(planned.mirror)}
    return {**user_assigned(planned.identity), "properties": {key: part for key, part in shares.items() if part}}


def _shares(planned: Sequence[Share]) -> Body:
    return {share.deployment: share.percent for share in planned}


def online_deployment(planned: OnlineDeployment, api: str) -> Body:
    """A model on so many instances of this size; its endpoint's identity is read with this API version.

    The identity's client id is known only once it exists, so Bicep predicts the expression that reads it. Source of the
    variable: azure-monitor-opentelemetry-exporter 1.0.0b58, export/_base.py.
    """
    client = f"reference('{planned.identity.value}', '{api}').clientId"
    sign_in = f"[format('Authorization=AAD;ClientId={{0}}', {client})]"
    properties: dict[str, Json] = {
        "environmentVariables": {"APPLICATIONINSIGHTS_AUTHENTICATION_STRING": sign_in},
        **_served(planned.served),
        "model": planned.served.model,
        "instanceType": planned.size,
        "requestSettings": {
            "maxConcurrentRequestsPerInstance": planned.concurrency,
            "requestTimeout": f"PT{planned.timeout_seconds}S",
        },
    }
    return {"sku": {"capacity": planned.instances}, "properties": properties}


def _served(planned: Served) -> Mapping[str, Json]:
    found: dict[str, Json] = {}
    if planned.environment:
        found["environmentId"] = planned.environment
    if planned.code and planned.script:
        found["codeConfiguration"] = {"codeId": planned.code, "scoringScript": planned.script}
    return found


def batch_endpoint(planned: BatchEndpoint) -> Body:
    """An endpoint with the deployment that does its work, once there is one."""
    return {"properties": {"defaults": {"deploymentName": planned.default}} if planned.default else {}}


def batch_deployment(planned: BatchDeployment) -> Body:
    """A model that works through files on a cluster."""
    properties: dict[str, Json] = {
        **_served(planned.served),
        "compute": target(planned.cluster),
        "maxConcurrencyPerInstance": planned.concurrency,
        "miniBatchSize": planned.files,
        "model": {"assetId": planned.served.model},
        "resources": {"instanceCount": planned.nodes},
        "retrySettings": {"timeout": f"PT{planned.timeout_seconds}S"},
    }
    return {"properties": properties}


def autoscale(planned: Autoscale) -> Body:
    """The bounds and rules of one deployment."""
    rules = [_change(planned, rule, change) for rule in planned.rules for change in rule.changes]
    profiles: list[Json] = [{**_profile(profile), "rules": rules} for profile in planned.profiles]
    named = {"name": text(planned.resource.name), "targetResourceUri": planned.deployment.value}
    return {"properties": {**named, "profiles": profiles}}


def _profile(planned: Profile) -> Mapping[str, Json]:
    bounds = {"minimum": planned.minimum, "maximum": planned.maximum, "default": planned.default}
    body: dict[str, Json] = {"name": planned.name, "capacity": {key: str(bound) for key, bound in bounds.items()}}
    if when := planned.recurrence:
        schedule: Json = {
            "timeZone": when.time_zone,
            "days": list(when.days),
            "hours": [when.hour],
            "minutes": [when.minute],
        }
        body["recurrence"] = {"frequency": "Week", "schedule": schedule}
    return body


def _change(planned: Autoscale, rule: ScaleRule, change: Change) -> Json:
    measured = planned.deployment if rule.measured == "deployment" else planned.endpoint
    window = f"PT{rule.minutes}M"
    trigger: dict[str, Json] = {
        "metricName": rule.metric,
        "metricResourceUri": measured.value,
        "operator": change.operator,
        "threshold": change.threshold,
        "timeWindow": window,
    }
    action: Json = {"direction": change.direction, "value": str(change.step), "cooldown": window}
    return {"metricTrigger": trigger, "scaleAction": action}
