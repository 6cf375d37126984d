"""What a workspace's managed network lets out beyond what Azure ML opens itself: private endpoints, named hosts.

Source: azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23), required and scenario-specific rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.inference import Inference
from generator.plan.brief import BLUEPRINT, identifier
from generator.plan.frame import Frame
from generator.plan.hosts import DATA
from generator.plan.lakes_reached import LakeReached
from generator.plan.model.inference import OutboundRule
from generator.plan.model.values import Given, Ref
from generator.plan.model_registry import Supplier
from generator.plan.reach import Reach

SOURCE = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23)"
BATCH_PARTS = ("queue", "table")
"""Sub-resources of the workspace's storage account that batch endpoints need; Azure ML opens blob and file itself."""


def rules(frame: Frame, wanted: Inference, storage: Ref, found: Reach) -> tuple[OutboundRule, ...]:
    """Every rule, in order of name."""
    ways = [*_batch(frame, wanted, storage), *_registry(frame, found.models), *_hosts(frame, wanted)]
    ways += [rule for lake in found.lakes for rule in _lake(frame, lake)]
    return tuple(sorted(ways, key=lambda rule: rule.name))


def _batch(frame: Frame, wanted: Inference, storage: Ref) -> Iterator[OutboundRule]:
    for part in BATCH_PARTS if wanted.batch else ():
        text = f"Batch runs hand out their work by {part}; the account is reached by private endpoint."
        why = frame.brief.because(text, (*frame.at, "inference", "batch"), source=SOURCE)
        yield OutboundRule(name=f"storage-{part}", use="batch", target=storage, part=part, because=(why,))


def _registry(frame: Frame, registry: Supplier | None) -> Iterator[OutboundRule]:
    if registry:
        text = f"Models come from the registry of landing zone {registry.of.zone}, by private endpoint."
        why = frame.brief.because(text, (*frame.at, "inference", "registry"), source=SOURCE)
        yield OutboundRule(name="model-registry", use="models", target=registry.id, part="amlregistry", because=(why,))


def _lake(frame: Frame, lake: LakeReached) -> Iterator[OutboundRule]:
    """A private endpoint for each part of an account that clients of its file system call."""
    for account in lake.accounts:
        at = next(at for at, row in lake.entries if set(row.layers) & set(account.layers))
        text = f"Batch runs use {', '.join(account.layers)} of lake {lake.of.zone}, by private endpoint."
        why = frame.brief.because(text, at, source=SOURCE)
        words = [*filter(None, ["lake", lake.of.zone, account.word])]
        for part in DATA:
            yield OutboundRule(name="-".join([*words, part]), use="lake", target=account.id, part=part, because=(why,))


def _hosts(frame: Frame, wanted: Inference) -> Iterator[OutboundRule]:
    for index, row in enumerate(wanted.outbound):
        why = frame.brief.because(row.reason, (*frame.at, "inference", "outbound", index), source=BLUEPRINT)
        yield OutboundRule(
            name=row.name,
            use="egress",
            host=Given("managedHosts", identifier(row.name), row.host, "Host that nodes of the managed network reach."),
            owner=row.owner,
            review_by=row.review_by.isoformat(),
            data_class=row.data_class,
            because=(why,),
        )
