"""Delete locks of a plan, and the role assignments that Azure keeps because of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ringfence.plan.identity.scopes import upwards
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant, Lock


def every_lock(plan: Plan) -> Iterator[tuple[str, Lock]]:
    """Every lock with the name of its package, in order of deployment."""
    yield from ((package.name, lock) for package, module in modules(plan) for lock in module.locks)


def target(lock: Lock) -> str:
    """The id of what a lock is on."""
    return lock.resource.id.rsplit("/providers/", 1)[0]


def by_scope(grants: Iterable[Grant]) -> Mapping[str, Sequence[Grant]]:
    """Some role assignments under each id on which, or on parts of which, they are; ids are in lower case."""
    found: dict[str, list[Grant]] = {}
    for grant in grants:
        for scope in upwards(grant.scope_id.lower()):
            found.setdefault(scope, []).append(grant)
    return found


def standing(plan: Plan) -> Mapping[str, Sequence[Grant]]:
    """Every role assignment of a plan, of any package, by scope."""
    return by_scope(grant for _, module in modules(plan) for grant in module.grants)


def under(grants: Mapping[str, Sequence[Grant]], lock: Lock) -> Sequence[Grant]:
    """The role assignments, given by scope, on what a lock is on and on its parts.

    Source: azure-docs azure-resource-manager/management/lock-resources.md.
    """
    return grants.get(target(lock).lower(), ())
