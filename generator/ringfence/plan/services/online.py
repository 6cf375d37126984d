"""Online endpoints of a workspace: their deployments, how requests are shared among these, and how they scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import OnlineDeployment as DeploymentSpec
from ringfence.blueprint.language.inference import OnlineEndpoint as EndpointSpec
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.inference import Autoscale, OnlineDeployment, OnlineEndpoint, Share
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Given, Ref, Resource
from ringfence.plan.services.autoscale import autoscale
from ringfence.plan.services.callers import callers
from ringfence.plan.services.served import AssetSource, deployment_symbol, endpoint_name, endpoint_symbol, field, served
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics

MODULE, OWNER = "online-endpoints", "onlineEndpoints"
ENDPOINTS = "azure-ai-docs machine-learning/concept-secure-online-endpoint.md (2025-11-13)"
ROLLOUT = "azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md"


def plan_online(
    package: PackageContext,
    wanted: list[EndpointSpec],
    shelf: AssetSource,
    identity: Ref,
    sink: Sink,
    after: tuple[str, ...],
) -> Module:
    """Every online endpoint with what answers behind it, in order of the blueprint.

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
        endpoint = _endpoint(package, spec, at, workspace, identity)
        endpoints.append(endpoint)
        rights += callers(package, endpoint.resource, spec.callers, at)
        for number, one in enumerate(spec.deployments):
            deployment = _deployment(package, one, (*at, "deployments", number), shelf, endpoint.resource)
            deployments.append(deployment)
            scaling += _scaled(package, one, (*at, "deployments", number), endpoint, deployment)
    return Module(
        name=MODULE,
        title="Online endpoints",
        scope=WORKLOAD,
        after=(workspace.module, *after),
        existing=(existing(workspace),),
        online_endpoints=tuple(endpoints),
        online_deployments=tuple(deployments),
        autoscales=tuple(scaling),
        grants=role_assignments.by_symbol(rights),
        diagnostics=diagnostics(package, [endpoint.resource for endpoint in endpoints], sink),
    )


def _endpoint(
    package: PackageContext, spec: EndpointSpec, at: Path, workspace: Resource, identity: Ref
) -> OnlineEndpoint:
    symbol = endpoint_symbol(spec.name)
    why = package.context.because(
        "Answers through the workspace's private endpoint, to Entra tokens.", at, source=ENDPOINTS
    )
    name = endpoint_name(package, spec.name, OWNER, symbol)
    return OnlineEndpoint(
        resource=package.resource("online-endpoint", MODULE, symbol, name, workspace.id, why),
        parent=workspace.symbol,
        identity=identity,
        traffic=tuple(_shares(symbol, "traffic", spec.traffic)),
        mirror=tuple(_shares(symbol, "mirror", spec.mirror)),
    )


def _shares(endpoint: str, what: str, shares: Mapping[str, int]) -> Iterator[Share]:
    for name, percent in sorted(shares.items()):
        text = f"Percent of the requests that {name} {'gets a copy of' if what == 'mirror' else 'answers'}."
        share = field(deployment_symbol(endpoint, name), what)
        yield Share(deployment=name, percent=Given(OWNER, share, percent, text))


def _deployment(
    package: PackageContext, spec: DeploymentSpec, at: Path, shelf: AssetSource, endpoint: Resource
) -> OnlineDeployment:
    symbol = deployment_symbol(endpoint.symbol, spec.name)
    text = f"Model {spec.model.name}, version {spec.model.version}."
    why = package.context.because(text, at, source=ROLLOUT)
    return OnlineDeployment(
        resource=package.resource("online-deployment", MODULE, symbol, spec.name, endpoint.id, why),
        parent=endpoint.symbol,
        served=served(shelf, spec, OWNER, symbol),
        size=Given(OWNER, field(symbol, "size"), spec.size, "Virtual machine size of the deployment's instances."),
        instances=Given(OWNER, field(symbol, "instances"), spec.instances, "Instances of the deployment."),
        timeout=Given(OWNER, field(symbol, "timeout"), f"PT{spec.timeout_seconds}S", "When a request is given up."),
        concurrency=Given(
            OWNER, field(symbol, "concurrency"), spec.concurrency, "Requests that one instance answers at one time."
        ),
    )


def _scaled(
    package: PackageContext, spec: DeploymentSpec, at: Path, endpoint: OnlineEndpoint, deployment: OnlineDeployment
) -> Iterator[Autoscale]:
    if spec.scale:
        measured = {"deployment": deployment.resource, "endpoint": endpoint.resource}
        yield autoscale(package, spec.scale, (*at, "scale"), spec.instances, measured)
