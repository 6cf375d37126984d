"""What a workspace's managed network lets out beyond what Azure ML opens itself: private endpoints, named hosts.

Source: azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), required and scenario-specific rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference
from ringfence.plan.context.blueprint_context import BLUEPRINT
from ringfence.plan.context.identifiers import identifier
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone.lakes_reached import LakeReached
from ringfence.plan.cross_zone.model_supplier import Supplier
from ringfence.plan.cross_zone.reached import Reached
from ringfence.plan.model.inference import OutboundRule
from ringfence.plan.model.values import Given, Ref
from ringfence.plan.rules.endpoint_hosts import DATA

SOURCE = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23)"
BATCH_PARTS = ("queue", "table")
"""Sub-resources of the workspace's storage account that batch endpoints need; Azure ML opens blob and file itself."""


def rules(package: PackageContext, wanted: Inference, storage: Ref, found: Reached) -> tuple[OutboundRule, ...]:
    """Every rule, in order of name."""
    found_rules = [*_batch(package, wanted, storage), *_registry(package, found.models), *_hosts(package, wanted)]
    found_rules += [rule for lake in found.lakes for rule in _lake(package, lake)]
    return tuple(sorted(found_rules, key=lambda rule: rule.name))


def _batch(package: PackageContext, wanted: Inference, storage: Ref) -> Iterator[OutboundRule]:
    for part in BATCH_PARTS if wanted.batch else ():
        text = f"Batch runs hand out their work by {part}; the account is reached by private endpoint."
        why = package.context.because(text, (*package.at, INFERENCE, "batch"), source=SOURCE)
        yield OutboundRule(name=f"storage-{part}", use="batch", target=storage, part=part, because=(why,))


def _registry(package: PackageContext, registry: Supplier | None) -> Iterator[OutboundRule]:
    if registry:
        text = f"Models come from the registry of landing zone {registry.of.zone}, by private endpoint."
        why = package.context.because(text, (*package.at, INFERENCE, "registry"), source=SOURCE)
        yield OutboundRule(name="model-registry", use="models", target=registry.id, part="amlregistry", because=(why,))


def _lake(package: PackageContext, lake: LakeReached) -> Iterator[OutboundRule]:
    """A private endpoint for each part of an account that clients of its file system call."""
    for account in lake.accounts:
        at = next(at for at, row in lake.entries if set(row.layers) & set(account.layers))
        text = f"Batch runs use {', '.join(account.layers)} of lake {lake.of.zone}, by private endpoint."
        why = package.context.because(text, at, source=SOURCE)
        words = [*filter(None, ["lake", lake.of.zone, account.word])]
        for part in DATA:
            yield OutboundRule(name="-".join([*words, part]), use="lake", target=account.id, part=part, because=(why,))


def _hosts(package: PackageContext, wanted: Inference) -> Iterator[OutboundRule]:
    for index, row in enumerate(wanted.outbound):
        why = package.context.because(row.reason, (*package.at, INFERENCE, "outbound", index), source=BLUEPRINT)
        yield OutboundRule(
            name=row.name,
            use="egress",
            host=Given("managedHosts", identifier(row.name), row.host, "Host that nodes of the managed network reach."),
            owner=row.owner,
            review_by=row.review_by.isoformat(),
            data_class=row.data_class,
            because=(why,),
        )
