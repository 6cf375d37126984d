"""Stage 2, blueprint: notes on quota that subscriptions begin without, and on clusters that build no images."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import GPU
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.tables import limits
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_QUOTA = "azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27)"
_BUILDS = "azure-ai-docs machine-learning/how-to-secure-workspace-vnet.md, Azure Container Registry"


def beyond_quota(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE07: Azure grants no cores of GPU sizes, and no cluster above its usual limit of nodes, before it is asked."""
    most = limits()["computeNodesPerCluster"].value
    for path, size, nodes in _compute(blueprint):
        if size.startswith(GPU):
            message = f"{size} is a GPU size, and subscriptions begin with a quota of zero cores for these"
            hint = "request quota for its family of sizes in this region before you deploy"
            yield document.finding("NTE07", (*path, "size"), message, hint=hint, source=_QUOTA)
        if nodes > most:
            message = f"{nodes} nodes are more than the {most} that Azure allows a cluster by default"
            hint = f"ask Microsoft's support for more before you deploy, or write at most {most}"
            yield document.finding("NTE07", (*path, "maxNodes"), message, hint=hint, source=_QUOTA)


def _compute(blueprint: Blueprint) -> Iterator[tuple[Path, str, int]]:
    """Clusters, compute instances and online deployments: their paths, sizes, and nodes of a cluster."""
    for index, zone in enumerate(blueprint.landing_zones):
        block: Path = ("landingZones", index, zone.workload_key)
        yield from (((*block, "clusters", at), one.size, one.max_nodes) for at, one in enumerate(zone.clusters))
        yield from (((*block, "instances", at), one.size, 1) for at, one in enumerate(zone.instances))
        for number, endpoint in enumerate(zone.inference.online if zone.inference else ()):
            here: Path = (*block, "online", number, "deployments")
            yield from (((*here, at), one.size, 1) for at, one in enumerate(endpoint.deployments))


def without_builder(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE31: each landing zone with clusters has one of a CPU size, on which images are built."""
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.clusters and all(cluster.size.startswith(GPU) for cluster in zone.clusters):
            message = f"no cluster of {zone.name} can build images: Azure builds them on CPU sizes only"
            hint = "add a cluster without 'size', whose nodes cost nothing while no image is built"
            path: Path = ("landingZones", index, zone.workload_key, "clusters")
            yield document.finding("NTE31", path, message, hint=hint, source=_BUILDS)
