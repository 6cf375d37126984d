"""Rules INF04 to INF06: traffic adds up, what answers is somewhere, batch work fits its cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import (
    BatchEndpoint,
    Deployment,
    Inference,
    OnlineEndpoint,
    endpoints,
)
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_ROLLOUT = "azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Traffic names deployments and is 100 percent together, a copy goes to one that has none; models come from a
    registry, batch work goes to a cluster that is large enough.
    """
    supplied = {row.start for row in blueprint.connections if row.use == MODEL_REGISTRY}
    for index, zone in enumerate(blueprint.landing_zones):
        at: Path = ("landingZones", index, INFERENCE)
        if zone.purpose == INFERENCE and zone.inference:
            if zone.name not in supplied:
                yield from _registry(document, at, zone.inference, zone.name)
            yield from _code(document, at, zone.inference)
            for number, online in enumerate(zone.inference.online):
                yield from _online(document, (*at, "online", number), online)
            for number, batch in enumerate(zone.inference.batch):
                yield from _batch(document, (*at, "batch", number), batch, zone)


def _registry(document: Document, at: Path, wanted: Inference, zone: str) -> Iterator[Diagnostic]:
    if path := _first_asset(at, wanted):
        hint = f"add a connection with 'from: {zone}' and 'use: modelRegistry'"
        yield document.finding("INF05", path, "there is no registry that this could come from", hint=hint)


def _code(document: Document, at: Path, wanted: Inference) -> Iterator[Diagnostic]:
    for kind, index, endpoint in endpoints(wanted):
        for number, deployment in enumerate(endpoint.deployments):
            if deployment.code and not deployment.environment:
                path = (*at, kind, index, "deployments", number, "code")
                message = "code runs in an environment, and none is given"
                hint = "add 'environment'; a model in MLflow's form needs neither of the two"
                yield document.finding("INF05", path, message, hint=hint, on_key=True)


def _first_asset(at: Path, wanted: Inference) -> Path | None:
    """The first deployment: it needs a registry for its model at least."""
    found = ((*at, kind, index, "deployments", 0, "model") for kind, index, one in endpoints(wanted) if one.deployments)
    return next(found, None)


def _online(document: Document, at: Path, endpoint: OnlineEndpoint) -> Iterator[Diagnostic]:
    yield from _named(document, [(*at, "traffic", name) for name in endpoint.traffic], endpoint.deployments)
    yield from _named(document, [(*at, "mirror", name) for name in endpoint.mirror], endpoint.deployments)
    total = sum(endpoint.traffic.values())
    if endpoint.traffic and total != 100:
        hint = "write shares that are 100 together; a deployment that gets nothing may be left out"
        message = f"the shares are {total} percent together"
        yield document.finding("INF04", (*at, "traffic"), message, hint=hint, source=_ROLLOUT, on_key=True)
    for name in endpoint.mirror:
        if endpoint.traffic.get(name):
            message = f"'{name}' answers requests already, so it cannot be tried with copies of them"
            hint = "remove it from 'traffic' or from 'mirror'"
            yield document.finding("INF04", (*at, "mirror", name), message, hint=hint, source=_ROLLOUT)
        elif not endpoint.traffic:
            message = "there is no traffic to copy"
            hint = "first give 'traffic' to another deployment"
            yield document.finding("INF04", (*at, "mirror", name), message, hint=hint, source=_ROLLOUT)


def _batch(document: Document, at: Path, endpoint: BatchEndpoint, zone: LandingZone) -> Iterator[Diagnostic]:
    if endpoint.default is not None:
        names = [each.name for each in endpoint.deployments]
        if endpoint.default not in names:
            yield _unknown(document, (*at, "default"), endpoint.default, names)
    clusters = {cluster.name: cluster.max_nodes for cluster in zone.clusters}
    for number, deployment in enumerate(endpoint.deployments):
        path = (*at, "deployments", number)
        if deployment.cluster not in clusters:
            message = f"the landing zone has no cluster '{deployment.cluster}'"
            hint = f"its clusters are: {', '.join(sorted(clusters))}"
            yield document.finding("INF05", (*path, "cluster"), message, hint=hint)
        elif deployment.nodes > clusters[deployment.cluster]:
            message = f"one run takes {deployment.nodes} nodes of a cluster that has {clusters[deployment.cluster]}"
            hint = "lower 'nodes', or raise 'maxNodes' of the cluster"
            yield document.finding("INF06", (*path, "nodes"), message, hint=hint)


def _named(document: Document, paths: Sequence[Path], deployments: Sequence[Deployment]) -> Iterator[Diagnostic]:
    names = [each.name for each in deployments]
    yield from (_unknown(document, path, str(path[-1]), names) for path in paths if path[-1] not in names)


def _unknown(document: Document, path: Path, name: str, names: Sequence[str]) -> Diagnostic:
    hint = f"its deployments are: {', '.join(names)}" if names else "add the deployment first"
    message = f"the endpoint has no deployment '{name}'"
    return document.finding("INF04", path, message, hint=hint, source=_ROLLOUT)
