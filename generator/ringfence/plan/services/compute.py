"""Compute of a workspace: clusters that scale to zero and instances that belong to one person."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.compute import Cluster as ClusterSpec
from ringfence.blueprint.language.compute import Instance as InstanceSpec
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.naming import fingerprint
from ringfence.plan.context.package_context import PackageContext, existing
from ringfence.plan.model.compute import Cluster, Instance
from ringfence.plan.model.module import Module
from ringfence.plan.model.values import Ref, Resource

MODULE, CLUSTERS, INSTANCES = "compute", "clusters", "instances"
"""The module, and the symbols of its two declarations."""


def plan_compute(
    package: PackageContext,
    group: str,
    zone: LandingZone,
    workspace: Resource,
    links: Mapping[str, Ref],
    after: tuple[str, ...],
) -> Module:
    """Every cluster and instance of a landing zone; `links` has the subnet (none in a managed network) and the
    cluster identity.

    Nothing starts before the workspace's private endpoint, the way out and the identity's rights are there.
    Source: azure-ai-docs machine-learning/how-to-secure-training-vnet.md.
    """
    at: Path = (*package.at, zone.workload_key)
    clusters = tuple(
        _cluster(package, spec, (*at, "clusters", index), workspace, links) for index, spec in enumerate(zone.clusters)
    )
    instances = tuple(
        _instance(package, spec, (*at, "instances", index), workspace, links)
        for index, spec in enumerate(zone.instances)
    )
    return Module(
        name=MODULE,
        title="Compute",
        scope=group,
        after=(workspace.module, *after),
        existing=(existing(workspace),),
        clusters=clusters,
        instances=instances,
    )


def _cluster(
    package: PackageContext, spec: ClusterSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]
) -> Cluster:
    why = package.context.because(
        f"Scales between 0 and {spec.max_nodes} nodes; no public addresses, no local accounts.",
        at,
        source="azure-ai-docs machine-learning/how-to-secure-training-vnet.md",
    )
    return Cluster(
        resource=package.resource("compute-cluster", MODULE, CLUSTERS, spec.name, workspace.id, why),
        size=spec.size,
        max_nodes=spec.max_nodes,
        idle=spec.idle_minutes,
        subnet=links.get("computeSubnet"),
        identity=links["clusterIdentity"],
    )


def _instance(
    package: PackageContext, spec: InstanceSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]
) -> Instance:
    """An instance without a managed identity: with one, idle shutdown would need Contributor on the workspace.

    Source: azure-ai-docs machine-learning/how-to-create-compute-instance.md.
    """
    why = package.context.because(
        "One person's workstation. It has no identity: with one, idle shutdown would need Contributor.",
        at,
        source="azure-ai-docs machine-learning/how-to-create-compute-instance.md",
    )
    # Instance names are unique in a region, so the same person may have one in each landing zone.
    name = f"ci-{spec.user}-{fingerprint(f'{package.namer.seed}/{spec.user}')}"
    return Instance(
        resource=package.resource("compute-instance", MODULE, INSTANCES, name, workspace.id, why),
        size=spec.size,
        user=spec.object_id.lower(),
        tenant=package.tenant,
        idle=spec.idle_minutes,
        subnet=links["computeSubnet"],
    )
