"""Compute of a workspace: clusters that scale to zero and instances that belong to one person."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blueprint.model import Cluster as ClusterSpec
from generator.blueprint.model import Instance as InstanceSpec
from generator.blueprint.model import LandingZone
from generator.plan.brief import Path, identifier
from generator.plan.frame import Frame, existing
from generator.plan.model.package import Module
from generator.plan.model.services import Cluster, Instance
from generator.plan.model.values import Given, Ref, Resource
from generator.plan.naming import fingerprint

MODULE = "compute"


def plan_compute(
    frame: Frame, group: str, zone: LandingZone, workspace: Resource, links: Mapping[str, Ref], after: tuple[str, ...]
) -> Module:
    """Every cluster and instance of a landing zone; `links` has the subnet (none in a managed network) and the
    cluster identity.

    Nothing starts before the workspace's private endpoint, the way out and the identity's rights are there.
    Source: azure-ai-docs machine-learning/how-to-secure-training-vnet.md.
    """
    at: Path = frame.at
    clusters = tuple(
        _cluster(frame, spec, (*at, "clusters", index), workspace, links) for index, spec in enumerate(zone.clusters)
    )
    instances = tuple(
        _instance(frame, spec, (*at, "instances", index), workspace, links) for index, spec in enumerate(zone.instances)
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


def _cluster(frame: Frame, spec: ClusterSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]) -> Cluster:
    symbol = f"cluster_{identifier(spec.name)}"
    why = frame.brief.because(
        f"Scales between 0 and {spec.max_nodes} nodes; no public addresses, no local accounts.",
        at,
        source="azure-ai-docs machine-learning/how-to-secure-training-vnet.md",
    )
    name = Given(MODULE, f"{symbol}_name", spec.name, "Name of a compute cluster.")
    return Cluster(
        resource=frame.resource("compute-cluster", MODULE, symbol, name, workspace.id, why),
        size=Given(MODULE, f"{symbol}_size", spec.size, "Virtual machine size of the cluster's nodes."),
        max_nodes=Given(MODULE, f"{symbol}_maxNodes", spec.max_nodes, "Most nodes that the cluster scales to."),
        idle=Given(MODULE, f"{symbol}_idle", f"PT{spec.idle_minutes}M", "Idle time before a node is given back."),
        subnet=links.get("computeSubnet"),
        identity=links["clusterIdentity"],
    )


def _instance(frame: Frame, spec: InstanceSpec, at: Path, workspace: Resource, links: Mapping[str, Ref]) -> Instance:
    """An instance without a managed identity: with one, idle shutdown would need Contributor on the workspace.

    Source: azure-ai-docs machine-learning/how-to-create-compute-instance.md.
    """
    symbol = f"instance_{identifier(spec.user)}"
    why = frame.brief.because(
        "One person's workstation. It has no identity of its own: with one, idle shutdown would need Contributor.",
        at,
        source="azure-ai-docs machine-learning/how-to-create-compute-instance.md",
    )
    # Instance names are unique in a region, so the same person may have one in each landing zone.
    text = f"ci-{spec.user}-{fingerprint(f'{frame.namer.seed}/{spec.user}')}"
    name = Given(MODULE, f"{symbol}_name", text, "Name of a compute instance.")
    return Instance(
        resource=frame.resource("compute-instance", MODULE, symbol, name, workspace.id, why),
        size=Given(MODULE, f"{symbol}_size", spec.size, "Virtual machine size of the instance."),
        user=Given(MODULE, f"{symbol}_user", spec.object_id.lower(), "Entra object id of the instance's owner."),
        tenant=Given("tenant", "", frame.brief.blueprint.institution.tenant.lower(), "Microsoft Entra tenant id."),
        idle=Given(MODULE, f"{symbol}_idle", f"PT{spec.idle_minutes}M", "Idle time before the instance is stopped."),
        subnet=links["computeSubnet"],
    )
