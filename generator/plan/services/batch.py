"""Batch endpoints of a workspace and the deployments behind them, each on one of its clusters."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blueprint.inference import BatchDeployment as DeploymentSpec
from generator.blueprint.inference import BatchEndpoint as EndpointSpec
from generator.plan.brief import Path
from generator.plan.frame import WORKLOAD, Frame, existing
from generator.plan.model.inference import BatchDeployment, BatchEndpoint
from generator.plan.model.package import Module
from generator.plan.model.services import Grant
from generator.plan.model.values import Given, Ref, Resource
from generator.plan.services.callers import callers
from generator.plan.services.served import Shelf, deployment_symbol, endpoint_name, endpoint_symbol, field, served

MODULE, OWNER = "batch-endpoints", "batchEndpoints"
SOURCE = "azure-ai-docs machine-learning/how-to-secure-batch-endpoint.md (2026-03-30)"


def plan_batch(
    frame: Frame, wanted: list[EndpointSpec], shelf: Shelf, clusters: Mapping[str, Ref], after: tuple[str, ...]
) -> Module:
    """Every batch endpoint with what works behind it, in order of the blueprint; `clusters` are by name."""
    endpoints: list[BatchEndpoint] = []
    deployments: list[BatchDeployment] = []
    rights: list[Grant] = []
    for index, spec in enumerate(wanted):
        at: Path = (*frame.at, "inference", "batch", index)
        endpoint = _endpoint(frame, spec, at, shelf.workspace)
        endpoints.append(endpoint)
        rights += callers(frame, endpoint.resource, spec.callers, at)
        deployments += [
            _deployment(frame, one, (*at, "deployments", number), shelf, endpoint.resource, clusters[one.cluster])
            for number, one in enumerate(spec.deployments)
            if one.cluster in clusters
        ]
    return Module(
        name=MODULE,
        title="Batch endpoints",
        scope=WORKLOAD,
        after=(shelf.workspace.module, *after),
        existing=(existing(shelf.workspace),),
        batch_endpoints=tuple(endpoints),
        batch_deployments=tuple(deployments),
        grants=tuple(rights),
    )


def _endpoint(frame: Frame, spec: EndpointSpec, at: Path, workspace: Resource) -> BatchEndpoint:
    symbol = endpoint_symbol(spec.name)
    why = frame.brief.because(
        "Takes work through the workspace's private endpoint, with Entra tokens.", at, source=SOURCE
    )
    name = endpoint_name(frame, spec.name, OWNER, symbol)
    default = (
        Given(OWNER, field(symbol, "default"), spec.default, "Deployment that does the work.") if spec.default else None
    )
    resource = frame.resource("batch-endpoint", MODULE, symbol, name, workspace.id, why)
    return BatchEndpoint(resource=resource, parent=workspace.symbol, default=default)


def _deployment(
    frame: Frame, spec: DeploymentSpec, at: Path, shelf: Shelf, endpoint: Resource, cluster: Ref
) -> BatchDeployment:
    symbol = deployment_symbol(endpoint.symbol, spec.name)
    text = f"Model {spec.model.name}, version {spec.model.version}, on cluster {spec.cluster}."
    why = frame.brief.because(text, at, source=SOURCE)

    def given(what: str, value: int, about: str) -> Given[int]:
        return Given(OWNER, field(symbol, what), value, about)

    return BatchDeployment(
        resource=frame.resource("batch-deployment", MODULE, symbol, spec.name, endpoint.id, why),
        parent=endpoint.symbol,
        served=served(shelf, spec, OWNER, symbol),
        cluster=cluster,
        nodes=given("nodes", spec.nodes, "Nodes that one run takes."),
        concurrency=given("concurrency", spec.concurrency, "Parts that one node works on at one time."),
        files=given("files", spec.files_a_part, "Files in one part of the work."),
        timeout=Given(OWNER, field(symbol, "timeout"), f"PT{spec.timeout_seconds}S", "When a part is given up."),
    )
