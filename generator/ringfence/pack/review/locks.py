"""Delete locks of a plan, and the role assignments that Azure keeps because of them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant, Lock


def every_lock(plan: Plan) -> Iterator[Lock]:
    """Every lock, in order of deployment."""
    yield from (lock for _, module in modules(plan) for lock in module.locks)


def target(lock: Lock) -> str:
    """The id of what a lock is on."""
    return lock.resource.id.rsplit("/providers/", 1)[0]


def under(plan: Plan, lock: Lock) -> list[Grant]:
    """The role assignments, of any package, on what a lock is on and on its parts.

    Source: azure-docs azure-resource-manager/management/lock-resources.md.
    """
    own = target(lock).lower()
    grants = (grant for _, module in modules(plan) for grant in module.grants)
    return [grant for grant in grants if f"{grant.scope_id.lower()}/".startswith(f"{own}/")]
