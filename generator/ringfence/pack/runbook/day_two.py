"""DAY-TWO.md: how a right is taken away under a lock, and what a retired landing zone leaves elsewhere, as commands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.pack.review.locks import by_scope, every_lock, standing, target, under
from ringfence.pack.text.cells import text
from ringfence.pack.text.markdown import environment
from ringfence.plan.identity.scopes import upwards
from ringfence.plan.model.package import Module, Package, Plan
from ringfence.plan.model.services import Grant, Service
from ringfence.plan.model.values import Code, plain

NAME = "DAY-TWO.md"
VAULT, MODELS, WORKSPACE = (
    "Microsoft.KeyVault/vaults",
    "Microsoft.CognitiveServices/accounts",
    "Microsoft.MachineLearningServices/workspaces",
)


@dataclass(frozen=True, slots=True)
class Locked:
    """A lock, what it is on, and how many role assignments on that and on its parts Azure keeps because of it."""

    package: str
    on: str
    lock: str
    grants: int


@dataclass(frozen=True, slots=True)
class Retired:
    """What retiring a landing zone takes: commands elsewhere, at home and in the hub; names that stay taken."""

    name: str
    elsewhere: Code
    home: Code
    hub: Code
    again: str
    vaults: str


def day_two(plan: Plan) -> dict[str, str]:
    """The page by its name."""
    grants = standing(plan)
    found = list(locked(plan, grants))
    template = environment().get_template("day-two.md.j2")
    every = sum(len(module.grants) for package in plan.packages for module in package.modules)
    zones = [retired(plan, package) for package in plan.packages if package.environment]
    held = len({grant.resource.id for _, lock in every_lock(plan) for grant in under(grants, lock)})
    return {NAME: template.render(plan=plan, locks=found, every=every, held=held, zones=zones)}


def locked(plan: Plan, grants: Mapping[str, Sequence[Grant]]) -> Iterator[Locked]:
    """The locks under which role assignments, given by scope, stand; in order of deployment."""
    for package, lock in every_lock(plan):
        if count := len(under(grants, lock)):
            yield Locked(package, target(lock).rsplit("/", 1)[-1], lock.resource.id, count)


def retired(plan: Plan, package: Package) -> Retired:
    """What a landing zone leaves in the packages of others, and the order in which it goes."""
    groups = [group.resource for group in package.groups if group.resource.tagged]
    locks = [lock.resource.id for module in package.modules for lock in module.locks]
    services = [service for module in package.modules for service in module.services if not service.parent]
    left = list(_elsewhere(plan, package))
    scopes = by_scope(left)
    held = {lock.resource.id: name for name, lock in every_lock(plan) if under(scopes, lock)} if left else {}
    logs = [log.resource.id for module in package.modules for log in module.flow_logs]
    home = [*_each(("az", "lock", "delete", "--ids"), locks), *_ended(services)]
    home += _each(("az", "resource", "delete", "--ids"), logs)
    home += [
        _line("az", "group", "delete", "--yes", "--name", text(g.name), "--subscription", package.subscription)
        for g in groups
    ]
    home += _purged(services)
    return Retired(
        name=package.name,
        elsewhere=_code(
            [
                *_each(("az", "lock", "delete", "--ids"), list(held)),
                *_each(("az", "role", "assignment", "delete", "--ids"), [grant.resource.id for grant in left]),
            ]
        ),
        home=_code(home),
        hub=_code(
            [
                _line("az", "resource", "delete", "--ids", one.id)
                for module in package.modules
                if _abroad(module)
                for one in (*(link.resource for link in module.dns_links), *(half.resource for half in module.peerings))
            ]
        ),
        again=", ".join(sorted({*held.values()})),
        vaults=", ".join(text(s.resource.name) for s in services if s.resource.type == VAULT),
    )


def _elsewhere(plan: Plan, package: Package) -> Iterator[Grant]:
    """Role assignments of the zone's identities outside its groups: those that it makes, and those of others."""
    mine = {one.resource.id for module in package.modules for one in module.identities}
    home = {group.resource.id.lower() for group in package.groups}
    for other in plan.packages:
        for module in other.modules:
            for grant in module.grants:
                if grant.principal.value in mine and home.isdisjoint(upwards(grant.scope_id.lower())):
                    yield grant


def _abroad(module: Module) -> bool:
    return not isinstance(module.scope, str)


def _ended(services: Sequence[Service]) -> Iterator[str]:
    """Workspaces go for good, as a deleted one keeps its name. Source: azure-ai-docs concept-soft-delete.md."""
    for one in services:
        if one.resource.type == WORKSPACE:
            _, _, subscription, _, group, *_ = one.resource.id.split("/")
            where = ("--subscription", subscription, "--resource-group", group, "--name", text(one.resource.name))
            yield _line("az", "ml", "workspace", "delete", *where, "--permanently-delete", "--yes")


def _purged(services: Sequence[Service]) -> Iterator[str]:
    """Accounts of language models that a deleted group leaves for 48 hours, with name and subdomain."""
    for one in services:
        if one.resource.type == MODELS:
            _, _, subscription, _, group, *_ = one.resource.id.split("/")
            where = ("--subscription", subscription, "--resource-group", group, "--name", text(one.resource.name))
            place = ("--location", plain(one.resource.location))
            yield _line("az", "cognitiveservices", "account", "purge", *where, *place)


def _each(words: tuple[str, ...], ids: Sequence[str]) -> Iterator[str]:
    yield from (_line(*words, one) for one in ids)


def _line(*words: str) -> str:
    return shlex.join(words)


def _code(lines: Sequence[str]) -> Code:
    return Code("\n".join(lines))
