"""What one plan has and another has not, in the order in which Azure lets it be deleted, with the locks over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ringfence.check.paths import find
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Resource, plain
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.folder import lost
from ringfence.releases.immutable import Held, bodies
from ringfence.releases.since.fate import Fate, fates, kept, target
from ringfence.releases.since.order import around, first, named, ordered
from ringfence.releases.since.since import STACK, Due, Leaving

_STACKS = "Microsoft.Resources/deploymentStacks"
_VALUE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class _Left:
    """What leaves, by id in lower case: bodies, fates, and for each step those that must come before it."""

    gone: Mapping[str, Held]
    fates: Mapping[str, Fate]
    before: Mapping[str, set[str]]
    early: frozenset[str]

    def steps(self, due: Due) -> list[str]:
        """What has a delete in this part, in order; locks have none here."""
        ranks = {key: rank for rank, key in enumerate(self.gone) if self._due(key) is due and self._step(key)}
        return ordered(ranks, self.before)

    def _due(self, key: str) -> Due:
        return Due.EARLY if key in self.early else self.fates[key].due

    def _step(self, key: str) -> bool:
        return not self.fates[key].within and not target(key)


def leaving(had: Plan, has: Plan) -> tuple[Leaving, ...]:
    """What is in Azure once `had` and then `has` were deployed, and is no part of `has`; see Leaving for its order.

    Raises LookupError for a plan that was edited, in which something names what is not there.
    """
    staying = {resource.id.lower() for package in has.packages for resource in resources(package)}
    changed = [one for one in had.packages if any(each.id.lower() not in staying for each in resources(one))]
    gone = {key: held for key, held in bodies(changed).items() if key not in staying}
    shared = {group.resource.id.lower() for one in had.packages for group in one.groups if not group.resource.tagged}
    found = fates(gone, staying, shared)
    before = _before(gone, found)
    subnets = {subnet.id.lower() for _, _, subnet in lost(had, has)}
    starting = {found[key].within or key for key, held in gone.items() if not subnets.isdisjoint(named(held.body))}
    early = frozenset(one for one in first(starting, before) if found[one].due is Due.NOW)
    left = _Left(gone, found, before, early)
    rows = [row for due in (Due.EARLY, Due.NOW, Due.LATER) for row in _part(left, due, had, has)]
    never = [_row(held, Due.NEVER) for key, held in gone.items() if found[key].due is Due.NEVER]
    return (*_stacks(had, has), *rows, *never)


def _stacks(had: Plan, has: Plan) -> Iterator[Leaving]:
    """The stacks of packages that leave as a whole: their deny settings would refuse every delete."""
    names = {package.name for package in has.packages}
    for package in had.packages if had.deployment.stacks else ():
        if package.name not in names:
            yield Leaving(
                package=package.name,
                kind=STACK,
                id=f"/subscriptions/{package.subscription}/providers/{_STACKS}/{package.deployed_as}",
                api="",
                location="",
                due=Due.NOW,
            )


def _before(gone: Mapping[str, Held], found: Mapping[str, Fate]) -> dict[str, set[str]]:
    """For each step those that must go before: what names it or a part of it, and what is in it and goes by itself."""
    before: dict[str, set[str]] = {}
    for key, held in gone.items():
        step = found[key].within or key
        for wider in around(key, gone) if step == key else ():
            before.setdefault(found[wider].within or wider, set()).add(key)
        if step != key and key.count("/providers/") > 1:
            continue  # what is on a resource goes with it, and Azure asks for nothing before
        for one in named(held.body):
            meant = one if one in gone else next(reversed(around(one, gone)), "")
            other = meant and (found[meant].within or meant)
            if other and other != step:
                before.setdefault(other, set()).add(step)
    return before


def _part(left: _Left, due: Due, had: Plan, has: Plan) -> Iterator[Leaving]:
    """The locks of a part, then what is deleted, each followed by what goes with it."""
    steps = left.steps(due)
    yield from _lifted(steps, due, had, has)
    yield from (_row(left.gone[key], due) for key in left.gone if target(key) and _lock_due(left, key) is due)
    inside: dict[str, list[str]] = {}
    for key, fate in left.fates.items():
        if fate.within and not target(key):
            inside.setdefault(fate.within, []).append(key)
    for step in steps:
        yield _row(left.gone[step], due)
        yield from (_row(left.gone[key], due, left.gone[step].resource.id) for key in inside.get(step, ()))


def _lock_due(left: _Left, key: str) -> Due:
    """When a lock that leaves is lifted: before the first of what it is over."""
    scope = target(key)
    over = (f"{step}/".startswith(f"{scope}/") or f"{scope}/".startswith(f"{step}/") for step in left.early)
    return Due.EARLY if any(over) else left.fates[key].due


def _lifted(steps: list[str], due: Due, had: Plan, has: Plan) -> Iterator[Leaving]:
    """Locks that stay in the plan and are over what is deleted; the packages that have them write them again."""
    there = {lock.resource.id.lower() for _, module in modules(had) for lock in module.locks}
    locks: dict[str, list[tuple[str, Resource]]] = {}
    for owner, module in modules(has):
        for lock in module.locks:
            key = lock.resource.id.lower()
            if due is not Due.EARLY or key in there:
                locks.setdefault(target(key), []).append((owner.name, lock.resource))
    over = {scope for step in steps for scope in (step, *around(step, locks)) if scope in locks}
    for scope, rows in locks.items():
        for package, resource in rows if scope in over else ():
            yield replace(_of(resource, package, due), again=True)


def _row(held: Held, due: Due, within: str = "") -> Leaving:
    why = kept(held.resource.kind)
    until = _VALUE.sub(lambda place: _value(held, place[1]), why.until) if why else ""
    return replace(_of(held.resource, held.package.name, due), within=within, until=until)


def _value(held: Held, path: str) -> str:
    return ", ".join(str(value) for _, value in find(held.body, path))


def _of(resource: Resource, package: str, due: Due) -> Leaving:
    return Leaving(
        package=package,
        kind=resource.kind,
        id=resource.id,
        api=resource.api,
        location=str(plain(resource.location)),
        due=due,
    )
