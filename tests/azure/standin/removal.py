"""What can be deleted, and what a lock keeps.

Source: Lock your resources (azure-docs lock-resources): a lock on a thing keeps all that is in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.azure.standin import dns_policies
from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Problem

_LOCK = "/providers/microsoft.authorization/locks/"


def kept(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """Why a resource cannot be deleted: a lock, or networks that are linked to it."""
    yield from locked(key, state, leaving)
    yield from dns_policies.in_use(key, state, leaving)


def locked(key: str, state: Resources, leaving: Collection[str]) -> Iterator[Problem]:
    """The locks that keep a resource: on it, in it or around it, unless the lock itself is leaving too."""
    for lock in state:
        scope, found, _ = lock.partition(_LOCK)
        if found and lock not in leaving and f"{scope}/".startswith(f"{key}/") | f"{key}/".startswith(f"{scope}/"):
            message = f"The scope '{key}' cannot perform delete operation because of a lock at '{scope}'."
            yield Problem("ScopeLocked", message, key)
