"""DAY-TWO.md: how a right is taken away under a lock, and what Azure says of names that are taken.

What leaves with a landing zone is in REMOVAL.md of the release without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.pack.review.locks import every_lock, target, under
from ringfence.pack.text.markdown import environment
from ringfence.plan.model.package import Plan

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
    template = environment().get_template("day-two.md.j2")
    every = sum(len(module.grants) for package in plan.packages for module in package.modules)
    held = len({grant.resource.id for row in every_lock(plan) for grant in under(plan, row)})
    return {NAME: template.render(plan=plan, locks=list(locked(plan)), every=every, held=held)}


def locked(plan: Plan) -> Iterator[Locked]:
    """The locks under which role assignments stand, in order of deployment."""
    for package in plan.packages:
        for module in package.modules:
            for lock in module.locks:
                if count := len(under(plan, lock)):
                    yield Locked(package.name, target(lock).rsplit("/", 1)[-1], lock.resource.id, count)
