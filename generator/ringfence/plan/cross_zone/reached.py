"""What a managed network reaches of other packages, a registry and lakes, and the rights that this takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.blueprint.language.inference import CustomerKey, Inference
from ringfence.plan.context.package_context import GROUP, PackageContext, name_bounds
from ringfence.plan.cross_zone import lakes_reached, neighbours
from ringfence.plan.cross_zone.lakes_reached import LakeReached
from ringfence.plan.cross_zone.model_supplier import KIND, Supplier, supplier
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Elsewhere, Identity
from ringfence.plan.model.values import Given


@dataclass(frozen=True, slots=True)
class Reached:
    """The registry that models come from, and the lakes that jobs read or write."""

    models: Supplier | None
    lakes: tuple[LakeReached, ...]


def reached(package: PackageContext) -> Reached:
    """What the connections of the blueprint let the managed network of this package reach."""
    return Reached(supplier(package), lakes_reached.lakes_reached(package))


def rights(
    package: PackageContext, wanted: Inference, found: Reached, identities: tuple[Identity, ...], jobs: Identity
) -> Iterator[Module]:
    """What this package's identities may do with what other packages make, or none: a registry, lakes, a key.

    `jobs` is the identity with which its jobs use a lake.
    """
    if found.models:
        yield _supplier_rights(package, found.models, identities)
    yield from (lakes_reached.rights(package, identities, jobs, lake) for lake in found.lakes)
    if wanted.customer_managed_key:
        yield _key_rights(package, wanted.customer_managed_key, identities)


def _supplier_rights(package: PackageContext, models: Supplier, identities: tuple[Identity, ...]) -> Module:
    name, kind = "registry-access", KIND
    scope = neighbours.scope(package, name, kind, models.known, models.id.value)
    rows = neighbours.table_rows("supplier", identities, scope)
    return neighbours.rights(package, name, "Rights on the registry of models", models.of.place, [models.known], rows)


def _key_rights(package: PackageContext, wanted: CustomerKey, identities: tuple[Identity, ...]) -> Module:
    """What the workspace's identity may do with a key vault that no package of ours makes."""
    _, _, home, _, group, *_, vault = wanted.key_vault_id.split("/")
    place = Elsewhere(
        subscription=Given("customerKey", "subscription", home, ""),
        group=Given("customerKey", "group", group, "", bounds=name_bounds(GROUP)),
    )
    called = Given("customerKey", "vaultName", vault, "", bounds=name_bounds("key-vault"))
    name, known = "key-access", neighbours.named(package, "key-vault", "customerKeyVault", called)
    scope = neighbours.scope(package, name, "key-vault", known, wanted.key_vault_id)
    rows = neighbours.table_rows("key", identities, scope)
    return neighbours.rights(package, name, "Rights on the key vault with the key", place, [known], rows)
