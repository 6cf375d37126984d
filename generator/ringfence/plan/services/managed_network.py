"""What a workspace's managed network lets out beyond what Azure ML opens itself: private endpoints, named hosts.

Source: azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), required and scenario-specific rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference
from ringfence.plan.context.blueprint_context import BLUEPRINT
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.lakes_reached import LakeReached
from ringfence.plan.cross_zone.model_supplier import Supplier
from ringfence.plan.cross_zone.reached import Reached
from ringfence.plan.model.inference.endpoints import OutboundRule
from ringfence.plan.rules.endpoint_hosts import DATA
from ringfence.plan.services.managed_endpoints import Wanted

SOURCE = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23)"


def endpoints(package: PackageContext, found: Reached) -> Iterator[Wanted]:
    """Private endpoints to what other packages make: the registry of models, accounts of lakes."""
    if found.models:
        yield _registry(package, found.models)
    yield from lakes(package, found.lakes, "Batch runs use", SOURCE)


def _registry(package: PackageContext, registry: Supplier) -> Wanted:
    text = f"The registry of landing zone {registry.of.zone}, by private endpoint: {registry.reason}"
    why = package.context.because(text, registry.at, source=SOURCE)
    return Wanted(name="model-registry", use="models", target=registry.id, part="amlregistry", because=(why,))


def lakes(package: PackageContext, found: Iterable[LakeReached], who: str, source: str) -> Iterator[Wanted]:
    """Private endpoints to accounts of lakes; `who` begins the sentence that says what uses them."""
    for lake in found:
        yield from _lake(package, lake, who, source)


def _lake(package: PackageContext, lake: LakeReached, who: str, source: str) -> Iterator[Wanted]:
    """A private endpoint for each part of an account that clients of its file system call."""
    for account in lake.accounts:
        at = next(at for at, row in lake.entries if set(row.layers or ()) & set(account.layers))
        text = f"{who} {', '.join(account.layers)} of lake {lake.of.zone}, by private endpoint."
        why = package.context.because(text, at, source=source)
        words = [*filter(None, ["lake", lake.of.zone, account.word])]
        for part in DATA:
            yield Wanted(name="-".join([*words, part]), use="lake", target=account.id, part=part, because=(why,))


def hosts(package: PackageContext, wanted: Inference) -> Iterator[OutboundRule]:
    """Hosts that the blueprint names."""
    for index, row in enumerate(wanted.outbound):
        why = package.context.because(row.reason, (*package.at, INFERENCE, "outbound", index), source=BLUEPRINT)
        yield OutboundRule(
            name=row.name,
            use="egress",
            host=row.host,
            owner=row.owner,
            review_by=row.review_by.isoformat(),
            data_class=row.data_class,
            because=(why,),
        )
