"""Rule NET02: a virtual network with a given prefix lies in a pool."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.rules.addresses import claims
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Every given prefix of the hub or of a landing zone is inside one of `addressPools`."""
    pools = claims.pools(blueprint)
    listed = ", ".join(str(pool.prefix) for pool in pools)
    for claim in claims.networks(blueprint):
        if not any(claim.prefix.subnet_of(pool.prefix) for pool in pools):
            message = f"{claim.prefix} lies in no pool"
            hint = f"choose a prefix inside {listed}, or leave it out to have one cut"
            yield document.finding("NET02", claim.path, message, hint=hint)
