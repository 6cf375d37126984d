"""Delete locks on what must not vanish."""

from __future__ import annotations

from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.services import Lock
from ringfence.plan.model.values import Resource

LOCK = "keep"


def lock(package: PackageContext, target: Resource, notes: str) -> Lock:
    """A delete lock, with what a delete would hurt."""
    why = package.context.because(notes, package.at)
    resource = package.extension("lock", target.module, f"{target.symbol}Lock", LOCK, target.id, why)
    return Lock(resource=resource, target=target.symbol, notes=notes)
