"""An account of a lake and its layers, as a module of rights names them: each is in what it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.cross_zone import neighbours
from ringfence.plan.identity.role_assignments import Scope
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given
from ringfence.plan.rules.endpoint_hosts import LAKE

BLOBS, CONTAINER = "lake-blobs", "lake-container"


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """What grants of one module may be on, and all that the module names for it, from the account downwards.

    `layers` are containers by their names: layers, and those of managed tables.
    """

    account: Scope
    layers: Mapping[str, Scope]
    known: tuple[Existing, ...]


def named_account(
    package: PackageContext, module: str, word: str, name: Given[str], own: str, layers: Iterable[str]
) -> NamedAccount:
    """The account that `word` tells from others, with these of its containers; `own` is its id."""
    account = neighbours.named(package, LAKE, camel("account", word), name)
    blobs = neighbours.named(package, BLOBS, camel("blobs", word), "default", account.symbol)
    containers = {
        layer: neighbours.named(package, CONTAINER, camel("layer", layer), layer, blobs.symbol) for layer in layers
    }
    return NamedAccount(
        account=neighbours.scope(package, module, LAKE, account, own),
        layers={
            layer: neighbours.scope(
                package, module, CONTAINER, container, f"{own}/blobServices/default/containers/{layer}"
            )
            for layer, container in containers.items()
        },
        known=(account, blobs, *containers.values()),
    )
