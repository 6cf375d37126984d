"""Compute of a workspace: clusters that scale to zero and instances that belong to one person."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.compute import Cluster as ClusterSpec
from ringfence.blueprint.language.compute import Instance as InstanceSpec
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.identifiers import identifier
from ringfence.plan.context.naming import fingerprint
from ringfence.plan.context.package_context import PackageContext, existing
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Cluster, Instance
from ringfence.plan.model.values import Given, Ref, Resource

MODULE = "compute"


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
        clusters=tuple(sorted(clusters, key=lambda c: c.resource.symbol)),
        instances=tuple(sorted(instances, key=lambda i: i.resource.symbol)),
    )


def _cluster(
    package: PackageContext, spec: ClusterSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]
) -> Cluster:
    symbol = f"cluster_{identifier(spec.name)}"
    why = package.context.because(
        f"Scales between 0 and {spec.max_nodes} nodes; no public addresses, no local accounts.",
        at,
        source="azure-ai-docs machine-learning/how-to-secure-training-vnet.md",
    )
    name = Given(MODULE, f"{symbol}_name", spec.name, "Name of a compute cluster.")
    return Cluster(
        resource=package.resource("compute-cluster", MODULE, symbol, name, workspace.id, why),
        size=Given(MODULE, f"{symbol}_size", spec.size, "Virtual machine size of the cluster's nodes."),
        max_nodes=Given(MODULE, f"{symbol}_maxNodes", spec.max_nodes, "Most nodes that the cluster scales to."),
        idle=Given(MODULE, f"{symbol}_idle", f"PT{spec.idle_minutes}M", "Idle time before a node is given back."),
        subnet=links.get("computeSubnet"),
        identity=links["clusterIdentity"],
    )


def _instance(
    package: PackageContext, spec: InstanceSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]
) -> Instance:
    """An instance without a managed identity: with one, idle shutdown would need Contributor on the workspace.

    Source: azure-ai-docs machine-learning/how-to-create-compute-instance.md.
    """
    symbol = f"instance_{identifier(spec.user)}"
    why = package.context.because(
        "One person's workstation. It has no identity: with one, idle shutdown would need Contributor.",
        at,
        source="azure-ai-docs machine-learning/how-to-create-compute-instance.md",
    )
    # Instance names are unique in a region, so the same person may have one in each landing zone.
    text = f"ci-{spec.user}-{fingerprint(f'{package.namer.seed}/{spec.user}')}"
    name = Given(MODULE, f"{symbol}_name", text, "Name of a compute instance.")
    return Instance(
        resource=package.resource("compute-instance", MODULE, symbol, name, workspace.id, why),
        size=Given(MODULE, f"{symbol}_size", spec.size, "Virtual machine size of the instance."),
        user=Given(MODULE, f"{symbol}_user", spec.object_id.lower(), "Entra object id of the instance's owner."),
        tenant=Given("tenant", "", package.context.blueprint.institution.tenant.lower(), "Microsoft Entra tenant id."),
        idle=Given(MODULE, f"{symbol}_idle", f"PT{spec.idle_minutes}M", "Idle time before the instance is stopped."),
        subnet=links["computeSubnet"],
    )
