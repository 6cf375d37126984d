"""Online endpoints of a workspace: their deployments, how requests are shared among these, and how they scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.blueprint.inference import OnlineDeployment as DeploymentSpec
from generator.blueprint.inference import OnlineEndpoint as EndpointSpec
from generator.plan.brief import Path
from generator.plan.frame import WORKLOAD, Frame, existing
from generator.plan.model.inference import Autoscale, OnlineDeployment, OnlineEndpoint, Share
from generator.plan.model.package import Module
from generator.plan.model.services import Grant
from generator.plan.model.values import Given, Ref, Resource
from generator.plan.services.autoscale import autoscale
from generator.plan.services.callers import callers
from generator.plan.services.served import Shelf, deployment_symbol, endpoint_name, endpoint_symbol, field, served
from generator.plan.telemetry import Sink, diagnostics

MODULE, OWNER = "online-endpoints", "onlineEndpoints"
ENDPOINTS = "azure-ai-docs machine-learning/concept-secure-online-endpoint.md (2025-11-13)"
ROLLOUT = "azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md"


def plan_online(
    frame: Frame, wanted: list[EndpointSpec], shelf: Shelf, identity: Ref, sink: Sink, after: tuple[str, ...]
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
        at: Path = (*frame.at, "inference", "online", index)
        endpoint = _endpoint(frame, spec, at, workspace, identity)
        endpoints.append(endpoint)
        rights += callers(frame, endpoint.resource, spec.callers, at)
        for number, one in enumerate(spec.deployments):
            deployment = _deployment(frame, one, (*at, "deployments", number), shelf, endpoint.resource)
            deployments.append(deployment)
            scaling += _scaled(frame, one, (*at, "deployments", number), endpoint, deployment)
    return Module(
        name=MODULE,
        title="Online endpoints",
        scope=WORKLOAD,
        after=(workspace.module, *after),
        existing=(existing(workspace),),
        online_endpoints=tuple(endpoints),
        online_deployments=tuple(deployments),
        autoscales=tuple(scaling),
        grants=tuple(rights),
        diagnostics=diagnostics(frame, [endpoint.resource for endpoint in endpoints], sink),
    )


def _endpoint(frame: Frame, spec: EndpointSpec, at: Path, workspace: Resource, identity: Ref) -> OnlineEndpoint:
    symbol = endpoint_symbol(spec.name)
    why = frame.brief.because(
        "Answers through the workspace's private endpoint, to Entra tokens.", at, source=ENDPOINTS
    )
    name = endpoint_name(frame, spec.name, OWNER, symbol)
    return OnlineEndpoint(
        resource=frame.resource("online-endpoint", MODULE, symbol, name, workspace.id, why),
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


def _deployment(frame: Frame, spec: DeploymentSpec, at: Path, shelf: Shelf, endpoint: Resource) -> OnlineDeployment:
    symbol = deployment_symbol(endpoint.symbol, spec.name)
    text = f"Model {spec.model.name}, version {spec.model.version}."
    why = frame.brief.because(text, at, source=ROLLOUT)
    return OnlineDeployment(
        resource=frame.resource("online-deployment", MODULE, symbol, spec.name, endpoint.id, why),
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
    frame: Frame, spec: DeploymentSpec, at: Path, endpoint: OnlineEndpoint, deployment: OnlineDeployment
) -> Iterator[Autoscale]:
    if spec.scale:
        measured = {"deployment": deployment.resource, "endpoint": endpoint.resource}
        yield autoscale(frame, spec.scale, (*at, "scale"), spec.instances, measured)
