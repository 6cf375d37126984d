"""Ids that a resource names, and whether there is something behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.azure.standin.refusal import Body, Problem

Resources = Mapping[str, Body]
"""Resources by lower-case id, as Azure compares ids."""

_ID = re.compile(r"/subscriptions/[^'\"\s,()\[\]]+", re.IGNORECASE)
_ALWAYS = re.compile(
    r"/subscriptions/[^/]+(/providers/microsoft\.authorization/roledefinitions/[0-9a-f-]{36}"
    r"|/resourcegroups/[^/]+/providers/(microsoft\.network/expressroutecircuits|microsoft\.sql/servers)/[^/]+"
    r"|/resourcegroups/[^/]+/providers/microsoft\.compute/galleries/[^/]+(/images/[^/]+(/versions/[^/]+)?)?)?"
)
"""Subscriptions, built-in roles, circuits, which a carrier brings, servers of SQL, which other teams run, and images of
a gallery, which the institution builds."""


def dangling(resource: Body, known: Resources) -> Iterator[Problem]:
    """The ids of nothing that a resource names, its parent and its scope among them; groups are looked up before."""
    own = {*made(resource), *admitted(resource)}
    for named in dict.fromkeys([*_parents(resource["id"]), *mentioned(resource)]):
        if named.lower() not in own and not exists(named.lower(), known):
            message = f"Resource {named} referenced by resource {resource['id']} was not found."
            yield Problem("InvalidResourceReference", message, resource["id"])


def group_of(resource_id: str) -> str | None:
    """The id of the resource group that a resource stands in, in lower case; None at other scopes."""
    match = re.match(r"/subscriptions/[^/]+/resourcegroups/[^/]+(?=/)", resource_id.lower())
    return match.group() if match else None


def exists(key: str, known: Resources) -> bool:
    """A resource, something that is always there, or a part that is written inside its parent, such as a subnet."""
    if key in known or _ALWAYS.fullmatch(key):
        return True
    parent, _, tail = key.rpartition("/")
    parent, _, collection = parent.rpartition("/")
    parts = known.get(parent, {}).get("properties", {}).get(collection, ())
    if any(part.get("name", "").lower() == tail for part in parts if isinstance(part, dict)):
        return True
    return any(key in made(resource) for resource in known.values())


def made(resource: Body) -> tuple[str, ...]:
    """What a resource makes beside itself: a Databricks workspace its managed group, and its root account in that.

    Source: Microsoft.Databricks types, workspaces.managedResourceGroupId and parameters.storageAccountName.
    """
    if str(resource.get("type", "")).lower() != "microsoft.databricks/workspaces":
        return ()
    group = resource["properties"]["managedResourceGroupId"].lower()
    account = resource["properties"]["parameters"]["storageAccountName"]["value"].lower()
    return group, f"{group}/providers/microsoft.storage/storageaccounts/{account}"


def admitted(resource: Body) -> Iterator[str]:
    """The ids that the firewall of an account lets in; it keeps them as texts (from memory)."""
    rules = resource.get("properties", {}).get("networkAcls", {}).get("resourceAccessRules", ())
    yield from (str(rule.get("resourceId")).lower() for rule in rules)


def _parents(resource_id: str) -> Iterator[str]:
    """The parent of a child, and the resource that an extension resource belongs to."""
    start, _, own = resource_id.rpartition("/providers/")
    if "/providers/" in start:
        yield start
    if own.count("/") > 2:
        yield resource_id.rsplit("/", 2)[0]


def mentioned(value: Any) -> Iterator[str]:
    """The ids in a body, inside expressions and as keys too."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _ID.findall(key)
            yield from mentioned(part)
    elif isinstance(value, list):
        for part in value:
            yield from mentioned(part)
    elif isinstance(value, str):
        yield from _ID.findall(value)
