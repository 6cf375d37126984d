"""What a managed network reaches of other packages, a registry and lakes, and the rights that this takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.blueprint.inference import CustomerKey, Inference
from generator.plan import abroad, lakes_reached
from generator.plan.frame import Frame
from generator.plan.lakes_reached import LakeReached
from generator.plan.landing_zone import Zone
from generator.plan.model.package import Module
from generator.plan.model.services import Elsewhere, Identity
from generator.plan.model.values import Given
from generator.plan.model_registry import KIND, Supplier, supplier
from generator.plan.workspace import CLUSTER_IDENTITY


@dataclass(frozen=True, slots=True)
class Reach:
    """The registry that models come from, and the lakes that jobs read or write."""

    models: Supplier | None
    lakes: tuple[LakeReached, ...]


def reach(frame: Frame, wanted: Inference) -> Reach:
    """What the blueprint lets the managed network of this package reach."""
    models = supplier(frame, wanted.registry) if wanted.registry else None
    return Reach(models, lakes_reached.lakes_reached(frame))


def rights(zone: Zone, wanted: Inference, found: Reach, identities: tuple[Identity, ...]) -> Iterator[Module]:
    """What this package's identities may do with what other packages make, or none: a registry, lakes, a key."""
    jobs = next(one for one in identities if one.resource.symbol == CLUSTER_IDENTITY)
    if found.models:
        yield _supplier_rights(zone, found.models, identities)
    yield from (lakes_reached.rights(zone, identities, jobs, lake) for lake in found.lakes)
    if wanted.customer_managed_key:
        yield _key_rights(zone, wanted.customer_managed_key, identities)


def _supplier_rights(zone: Zone, models: Supplier, identities: tuple[Identity, ...]) -> Module:
    name, kind = "registry-access", KIND
    scope = abroad.scope(zone.frame, name, kind, models.known, models.id.value)
    rows = abroad.table_rows("supplier", identities, scope)
    return abroad.rights(zone, name, "Rights on the registry of models", models.of.place, [models.known], rows)


def _key_rights(zone: Zone, wanted: CustomerKey, identities: tuple[Identity, ...]) -> Module:
    """What the workspace's identity may do with a key vault that no package of ours makes."""
    _, _, home, _, group, *_, vault = wanted.key_vault_id.split("/")
    place = Elsewhere(
        subscription=Given("customerKey", "subscription", home, "Subscription of the key vault."),
        group=Given("customerKey", "group", group, "Resource group of the key vault."),
    )
    called = Given("customerKey", "vaultName", vault, "Name of the key vault.")
    name, known = "key-access", abroad.named("key-vault", "customerKeyVault", called)
    scope = abroad.scope(zone.frame, name, "key-vault", known, wanted.key_vault_id)
    rows = abroad.table_rows("key", identities, scope)
    return abroad.rights(zone, name, "Rights on the key vault with the key", place, [known], rows)
