"""Online endpoints of a workspace: their deployments, how requests are shared among these, and how they scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import OnlineDeployment as DeploymentSpec
from ringfence.blueprint.language.inference import OnlineEndpoint as EndpointSpec
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.naming import endpoint_name
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing, ref
from ringfence.plan.model.inference.autoscale import Autoscale
from ringfence.plan.model.inference.endpoints import OnlineDeployment, OnlineEndpoint, Share
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Ref, Resource
from ringfence.plan.rules.endpoint_hosts import ONLINE
from ringfence.plan.services.autoscale import autoscale
from ringfence.plan.services.callers import callers
from ringfence.plan.services.served import AssetSource, served
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics

MODULE = "online-endpoints"
ENDPOINTS, DEPLOYMENTS = "endpoints", "deployments"
"""Symbols of the loops that make them."""
PRIVATE = "azure-ai-docs machine-learning/concept-secure-online-endpoint.md (2025-11-13)"
ROLLOUT = "azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md"


def plan_online(
    package: PackageContext,
    wanted: list[EndpointSpec],
    shelf: AssetSource,
    identity: Resource,
    sink: Sink,
    after: tuple[str, ...],
) -> Module:
    """Every online endpoint with what answers behind it, in order of the blueprint; all act as `identity`.

    Traffic is given only to deployments that are in Azure already: a new endpoint cannot name them yet. Source:
    azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md.
    """
    workspace = shelf.workspace
    endpoints: list[OnlineEndpoint] = []
    deployments: list[OnlineDeployment] = []
    scaling: list[Autoscale] = []
    rights: list[Grant] = []
    for index, spec in enumerate(wanted):
        at: Path = (*package.at, INFERENCE, "online", index)
        endpoint = _endpoint(package, spec, at, workspace, ref(identity))
        endpoints.append(endpoint)
        rights += callers(package, endpoint.resource, spec.callers, at)
        for number, one in enumerate(spec.deployments):
            deployment = _deployment(package, one, (*at, "deployments", number), shelf, endpoint)
            deployments.append(deployment)
            scaling += _scaled(package, one, (*at, "deployments", number), endpoint, deployment)
    return Module(
        name=MODULE,
        title="Online endpoints",
        scope=WORKLOAD,
        after=(workspace.module, *after),
        existing=(existing(workspace), *([existing(identity)] if deployments else [])),
        online_endpoints=tuple(endpoints),
        online_deployments=tuple(deployments),
        autoscales=tuple(scaling),
        grants=tuple(rights),
        diagnostics=diagnostics(package, [endpoint.resource for endpoint in endpoints], sink),
    )


def _endpoint(
    package: PackageContext, spec: EndpointSpec, at: Path, workspace: Resource, identity: Ref
) -> OnlineEndpoint:
    why = package.context.because(
        "Answers through the workspace's private endpoint, to Entra tokens.", at, source=PRIVATE
    )
    name = endpoint_name(package.namer, spec.name, ONLINE)
    return OnlineEndpoint(
        resource=package.resource("online-endpoint", MODULE, ENDPOINTS, name, workspace.id, why),
        parent=workspace.symbol,
        identity=identity,
        traffic=_shares(spec.traffic),
        mirror=_shares(spec.mirror),
    )


def _shares(shares: Mapping[str, int]) -> tuple[Share, ...]:
    return tuple(Share(deployment=name, percent=percent) for name, percent in sorted(shares.items()))


def _deployment(
    package: PackageContext, spec: DeploymentSpec, at: Path, shelf: AssetSource, endpoint: OnlineEndpoint
) -> OnlineDeployment:
    text = f"Model {spec.model.name}, version {spec.model.version}."
    why = package.context.because(text, at, source=ROLLOUT)
    return OnlineDeployment(
        resource=package.resource("online-deployment", MODULE, DEPLOYMENTS, spec.name, endpoint.resource.id, why),
        endpoint=endpoint.resource.id,
        served=served(shelf, spec),
        size=spec.size,
        instances=spec.instances,
        timeout_seconds=spec.timeout_seconds,
        concurrency=spec.concurrency,
        identity=endpoint.identity,
    )


def _scaled(
    package: PackageContext, spec: DeploymentSpec, at: Path, endpoint: OnlineEndpoint, deployment: OnlineDeployment
) -> Iterator[Autoscale]:
    if spec.scale:
        measured = {"deployment": deployment.resource, "endpoint": endpoint.resource}
        yield autoscale(package, spec.scale, (*at, "scale"), spec.instances, measured)
