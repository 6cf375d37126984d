"""Batch endpoints of a workspace and the deployments behind them, each on one of its clusters."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import BatchDeployment as DeploymentSpec
from ringfence.blueprint.language.inference import BatchEndpoint as EndpointSpec
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.inference import BatchDeployment, BatchEndpoint
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Given, Ref, Resource
from ringfence.plan.services.callers import callers
from ringfence.plan.services.served import AssetSource, deployment_symbol, endpoint_name, endpoint_symbol, field, served

MODULE, OWNER = "batch-endpoints", "batchEndpoints"
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
        grants=role_assignments.by_symbol(rights),
    )


def _endpoint(package: PackageContext, spec: EndpointSpec, at: Path, workspace: Resource) -> BatchEndpoint:
    symbol = endpoint_symbol(spec.name)
    why = package.context.because(
        "Takes work through the workspace's private endpoint, with Entra tokens.", at, source=SOURCE
    )
    name = endpoint_name(package, spec.name, OWNER, symbol)
    default = (
        Given(OWNER, field(symbol, "default"), spec.default, "Deployment that does the work.") if spec.default else None
    )
    resource = package.resource("batch-endpoint", MODULE, symbol, name, workspace.id, why)
    return BatchEndpoint(resource=resource, parent=workspace.symbol, default=default)


def _deployment(
    package: PackageContext, spec: DeploymentSpec, at: Path, shelf: AssetSource, endpoint: Resource, cluster: Ref
) -> BatchDeployment:
    symbol = deployment_symbol(endpoint.symbol, spec.name)
    text = f"Model {spec.model.name}, version {spec.model.version}, on cluster {spec.cluster}."
    why = package.context.because(text, at, source=SOURCE)

    def given(what: str, value: int, about: str) -> Given[int]:
        return Given(OWNER, field(symbol, what), value, about)

    return BatchDeployment(
        resource=package.resource("batch-deployment", MODULE, symbol, spec.name, endpoint.id, why),
        parent=endpoint.symbol,
        served=served(shelf, spec, OWNER, symbol),
        cluster=cluster,
        on=Given(OWNER, field(symbol, "cluster"), spec.cluster, "Cluster that does the work."),
        nodes=given("nodes", spec.nodes, "Nodes that one run takes."),
        concurrency=given("concurrency", spec.concurrency, "Parts that one node works on at one time."),
        files=given("files", spec.files_a_part, "Files in one part of the work."),
        timeout=Given(OWNER, field(symbol, "timeout"), f"PT{spec.timeout_seconds}S", "When a part is given up."),
    )
