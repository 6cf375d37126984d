"""Batch endpoints of a workspace and the deployments behind them, each on one of its clusters."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import BatchDeployment as DeploymentSpec
from ringfence.blueprint.language.inference import BatchEndpoint as EndpointSpec
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.naming import endpoint_name
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.model.inference.endpoints import BatchDeployment, BatchEndpoint
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Ref, Resource
from ringfence.plan.services.callers import callers
from ringfence.plan.services.served import AssetSource, served

MODULE, KIND = "batch-endpoints", "batchEndpoints"
SOURCE = "azure-ai-docs machine-learning/how-to-secure-batch-endpoint.md (2026-03-30)"


def plan_batch(
    package: PackageContext,
    wanted: list[EndpointSpec],
    shelf: AssetSource,
    clusters: Mapping[str, Ref],
    after: tuple[str, ...],
) -> Module:
    """Every batch endpoint with what works behind it, in order of the blueprint; `clusters` are by name."""
    endpoints: list[BatchEndpoint] = []
    deployments: list[BatchDeployment] = []
    rights: list[Grant] = []
    for index, spec in enumerate(wanted):
        at: Path = (*package.at, INFERENCE, "batch", index)
        endpoint = _endpoint(package, spec, at, shelf.workspace)
        endpoints.append(endpoint)
        rights += callers(package, endpoint.resource, spec.callers, at)
        deployments += [
            _deployment(package, one, (*at, "deployments", number), shelf, endpoint.resource, clusters[one.cluster])
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


def _endpoint(package: PackageContext, spec: EndpointSpec, at: Path, workspace: Resource) -> BatchEndpoint:
    why = package.context.because(
        "Takes work through the workspace's private endpoint, with Entra tokens.", at, source=SOURCE
    )
    name = endpoint_name(package.namer, spec.name, KIND)
    resource = package.resource("batch-endpoint", MODULE, "endpoints", name, workspace.id, why)
    return BatchEndpoint(resource=resource, parent=workspace.symbol, default=spec.default)


def _deployment(
    package: PackageContext, spec: DeploymentSpec, at: Path, shelf: AssetSource, endpoint: Resource, cluster: Ref
) -> BatchDeployment:
    text = f"Model {spec.model.name}, version {spec.model.version}, on cluster {spec.cluster}."
    why = package.context.because(text, at, source=SOURCE)

    return BatchDeployment(
        resource=package.resource("batch-deployment", MODULE, "deployments", spec.name, endpoint.id, why),
        endpoint=endpoint.id,
        served=served(shelf, spec),
        cluster=cluster,
        nodes=spec.nodes,
        concurrency=spec.concurrency,
        files=spec.files_a_part,
        timeout_seconds=spec.timeout_seconds,
    )
