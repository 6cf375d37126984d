"""Everything that the engine lets pass and Azure would not, in the order in which Azure would find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tests.azure.standin import (
    addresses,
    circuits,
    dns_policies,
    immutable,
    in_use,
    inference,
    intent_policies,
    names,
    roles,
    synapse,
)
from tests.azure.standin.assets import in_workspaces
from tests.azure.standin.references import Resources, dangling, group_of
from tests.azure.standin.refusal import Body, Problem

_REGISTERED = frozenset({"microsoft.authorization", "microsoft.resources"})
_SYMBOLIC = ("id", "name", "location", "condition")


def unreadable(resources: Sequence[Body]) -> Iterator[Problem]:
    """Why these cannot be the resources of a template: names that only Azure could know, and one id twice."""
    if still := list(_open(resources)):
        yield from still  # without names there is nothing to compare
        return
    for key, times in Counter(resource["id"].lower() for resource in resources).items():
        if times > 1:
            yield Problem("InvalidTemplate", f"The resource '{key}' is defined {times} times in the template.")


def preflight(
    resources: Sequence[Body],
    state: Resources,
    registered: Collection[tuple[str, str]],
    subscriptions: Collection[str] = (),
) -> Iterator[Problem]:
    """What is found before anything is deployed; `subscriptions` are those that the caller may see, if not empty."""
    yield from _unseen(resources, subscriptions)
    yield from _unregistered(resources, registered)
    yield from _groupless(resources, state)
    for resource in resources:
        yield from names.invalid(resource)
        yield from immutable.moved(resource, state)


def faults(resource: Body, known: Resources, state: Resources, assets: Collection[str] = ()) -> Iterator[Problem]:
    """Why a resource cannot be written: `known` is what there is by then, `state` what there was before.

    `assets` are the addresses of models, environments and codes that were registered, in lower case.
    """
    yield from dangling(resource, known)
    yield from immutable.changed(resource, state)
    yield from in_use.faults(resource, known, state)
    yield from addresses.overlaps(resource, known)
    yield from circuits.faults(resource, known)
    yield from intent_policies.faults(resource, state)
    yield from dns_policies.faults(resource, known)
    yield from synapse.faults(resource, known)
    yield from inference.faults(resource, known, state, assets)
    yield from roles.faults(resource, known)


def problems(
    resources: Sequence[Body],
    state: Resources,
    registered: Collection[tuple[str, str]],
    assets: Collection[str] = (),
) -> Iterator[Problem]:
    """Every reason why a deployment of these resources would not succeed, whenever Azure would find it."""
    yield from unreadable(resources)
    yield from preflight(resources, state, registered)
    known = by_then(resources, state, assets)
    for resource in resources:
        yield from faults(resource, known, state, assets)


def by_then(resources: Sequence[Body], state: Resources, assets: Collection[str]) -> dict[str, Body]:
    """What there is when the resources of a deployment are written, by lower-case id."""
    known = {**state, **{resource["id"].lower(): resource for resource in resources}}
    return {**known, **dict(in_workspaces(assets, known))}


def symbolic(resource: Body) -> str | None:
    """The first of its parts that decide what a resource is and that only Azure could know; None when there is none."""
    return next((key for key in _SYMBOLIC if "[" in str(resource.get(key, ""))), None)


def _open(resources: Sequence[Body]) -> Iterator[Problem]:
    for resource in resources:
        if key := symbolic(resource):
            message = f"The {key} of '{resource['id']}' is an expression: {resource[key]}"
            yield Problem("InvalidTemplate", message)


def _unseen(resources: Sequence[Body], subscriptions: Collection[str]) -> Iterator[Problem]:
    used = sorted({resource["id"].lower().split("/")[2] for resource in resources})
    for subscription in used:
        if subscriptions and subscription not in subscriptions:
            yield Problem("SubscriptionNotFound", f"The subscription '{subscription}' could not be found.")


def _unregistered(resources: Sequence[Body], registered: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Azure registers a provider by itself only for callers with the right to; the stand-in's caller has none."""
    needed = {(r["id"].lower().split("/")[2], r["type"].split("/")[0].lower()) for r in resources}
    for subscription, namespace in sorted(needed - set(registered)):
        if namespace not in _REGISTERED:
            message = f"The subscription '{subscription}' is not registered to use namespace '{namespace}'."
            yield Problem("MissingSubscriptionRegistration", message)


def _groupless(resources: Sequence[Body], state: Resources) -> Iterator[Problem]:
    there = {*state, *(resource["id"].lower() for resource in resources)}
    for group in dict.fromkeys(group_of(resource["id"]) for resource in resources):
        if group is not None and group not in there:
            name = group.rpartition("/")[2]
            yield Problem("ResourceGroupNotFound", f"Resource group '{name}' could not be found.", group)
