"""What the engine lets pass and Azure would not: duplicates, open names, ids of nothing, providers not registered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tests.azure.standin.refusal import Body, Problem

Resources = Mapping[str, Body]
"""Resources by lower-case id, as Azure compares ids."""

_ID = re.compile(r"/subscriptions/[^'\"\s,()\[\]]+", re.IGNORECASE)
_ALWAYS = re.compile(r"/subscriptions/[^/]+(/providers/microsoft\.authorization/roledefinitions/[0-9a-f-]{36})?")
_REGISTERED = frozenset({"microsoft.authorization", "microsoft.resources"})


def problems(resources: Sequence[Body], state: Resources, registered: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Every reason to refuse a deployment of these resources on top of that state."""
    if still := list(_open(resources)):
        yield from still  # without names there is nothing to look up
        return
    yield from _duplicates(resources)
    yield from _unregistered(resources, registered)
    known = {**state, **{resource["id"].lower(): resource for resource in resources}}
    for resource in resources:
        yield from _dangling(resource, known)


def _duplicates(resources: Sequence[Body]) -> Iterator[Problem]:
    for key, times in Counter(resource["id"].lower() for resource in resources).items():
        if times > 1:
            yield Problem("InvalidTemplate", f"The resource '{key}' is defined {times} times in the template.")


def _open(resources: Sequence[Body]) -> Iterator[Problem]:
    for resource in resources:
        for key in ("id", "name", "location", "condition"):
            if "[" in str(resource.get(key, "")):
                yield Problem("InvalidTemplate", f"The {key} of '{resource['id']}' is an expression: {resource[key]}")


def _unregistered(resources: Sequence[Body], registered: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Azure registers a provider by itself only for callers with the right to; the stand-in's caller has none."""
    needed = {(r["id"].lower().split("/")[2], r["type"].split("/")[0].lower()) for r in resources}
    for subscription, namespace in sorted(needed - set(registered)):
        if namespace not in _REGISTERED:
            message = f"The subscription '{subscription}' is not registered to use namespace '{namespace}'."
            yield Problem("MissingSubscriptionRegistration", message)


def _dangling(resource: Body, known: Resources) -> Iterator[Problem]:
    for named in dict.fromkeys([*_around(resource["id"]), *_mentioned(resource)]):
        if not _exists(named.lower(), known):
            message = f"Resource {named} referenced by resource {resource['id']} was not found."
            yield Problem("InvalidResourceReference", message)


def _around(resource_id: str) -> Iterator[str]:
    """The resource group, the parent and the extended resource that an id stands in."""
    start, _, own = resource_id.rpartition("/providers/")
    if start.count("/") > 2:
        yield start
    if own.count("/") > 2:
        yield resource_id.rsplit("/", 2)[0]


def _mentioned(value: Any) -> Iterator[str]:
    """The ids in a body, inside expressions and as keys too."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _ID.findall(key)
            yield from _mentioned(part)
    elif isinstance(value, list):
        for part in value:
            yield from _mentioned(part)
    elif isinstance(value, str):
        yield from _ID.findall(value)


def _exists(key: str, known: Resources) -> bool:
    """A resource, something that is always there, or a part that is written inside its parent, such as a subnet."""
    if key in known or _ALWAYS.fullmatch(key):
        return True
    parent, _, tail = key.rpartition("/")
    parent, _, collection = parent.rpartition("/")
    parts = known.get(parent, {}).get("properties", {}).get(collection, ())
    return any(part.get("name", "").lower() == tail for part in parts if isinstance(part, dict))
