"""What stays open where models answer: the managed network, the registry of models, callers, scaling."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference, endpoints
from ringfence.catalog.tables import customer_key
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.registers import Risk
from ringfence.plan.review.risks.standing import risk

REGISTRY = ("registry-endpoints-by-script", "registry-from-files", "registry-in-studio")
"""What every registry of models leaves open."""


def inference(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of every landing zone that answers with models, and of every registry."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index)
        if zone.purpose == INFERENCE:
            wanted, block = zone.inference or Inference(), (*at, INFERENCE)
            yield from _network(context, zone.name, block, wanted)
            yield from _key(context, zone.name, block, wanted)
            yield from _endpoints(context, zone.name, block, wanted)
        if zone.services.asks(MODEL_REGISTRY):
            there = (*at, "services", MODEL_REGISTRY)
            yield from (risk(context, row, zone.name, there) for row in REGISTRY)
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MODEL_REGISTRY:
            at = ("connections", index)
            yield risk(context, "models-may-not-arrive", row.start, at)
            yield risk(context, "build-agents-deliver", row.start, at, of=row.end, start=row.start)
            yield risk(context, "images-replaced", row.start, at)


def _network(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    yield risk(context, "managed-egress-unseen", package, at)
    yield risk(context, "managed-network-preview", package, at)
    if wanted.outbound:
        hosts = ", ".join(row.host for row in wanted.outbound)
        yield risk(context, "managed-egress-hosts", package, (*at, "outbound"), hosts=hosts)


def _key(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    if wanted.customer_managed_key is not None:
        at, other = (*at, "customerManagedKey"), customer_key()
        yield risk(context, "customer-key-group", package, at)
        values = {"application": other.application, "role": other.role}
        yield risk(context, "customer-key-application", package, at, **values)


def _endpoints(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    deployed = [deployment for _, _, one in endpoints(wanted) for deployment in one.deployments]
    if bare := [one.name for one in deployed if one.environment is None]:
        named = ", ".join(dict.fromkeys(bare))
        yield risk(context, "mlflow-models-need-hosts", package, at, deployments=named)
    if any(one.environment and one.environment.source == "workspace" for one in deployed):
        yield risk(context, "images-not-built", package, at)
    if any(one.callers for one in wanted.batch):
        yield risk(context, "batch-callers-refused", package, (*at, "batch"))
    if coded := dict.fromkeys(one.code.name for one in deployed if one.code):
        yield risk(context, "scoring-code-as-uploaded", package, at, code=", ".join(coded))
    if any(deployment.scale for online in wanted.online for deployment in online.deployments):
        yield risk(context, "scaling-undone", package, (*at, "online"))
