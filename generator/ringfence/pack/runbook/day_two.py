"""DAY-TWO.md: how a right is taken away under a lock, and what Azure says of names that are taken.

What leaves with a landing zone is in REMOVAL.md of the release without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.pack.review.locks import every_lock, standing, target, under
from ringfence.pack.text.markdown import environment
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Grant

NAME = "DAY-TWO.md"


@dataclass(frozen=True, slots=True)
class Locked:
    """A lock, what it is on, and how many role assignments on that and on its parts Azure keeps because of it."""

    package: str
    on: str
    lock: str
    grants: int


def day_two(plan: Plan) -> dict[str, str]:
    """The page by its name."""
    grants = standing(plan)
    template = environment().get_template("day-two.md.j2")
    every = sum(len(module.grants) for package in plan.packages for module in package.modules)
    held = len({grant.resource.id for _, lock in every_lock(plan) for grant in under(grants, lock)})
    return {NAME: template.render(plan=plan, locks=list(locked(plan, grants)), every=every, held=held)}


def locked(plan: Plan, grants: Mapping[str, Sequence[Grant]]) -> Iterator[Locked]:
    """The locks under which role assignments, given by scope, stand; in order of deployment."""
    for package, lock in every_lock(plan):
        if count := len(under(grants, lock)):
            yield Locked(package, target(lock).rsplit("/", 1)[-1], lock.resource.id, count)
