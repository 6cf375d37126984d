"""For each resource that leaves: by itself, with what it is in, later or never, as its folder says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ringfence.catalog.known.fixed import Held as Kept
from ringfence.catalog.known.removal import Removal
from ringfence.catalog.read import kinds
from ringfence.releases.immutable import Held
from ringfence.releases.since.order import around
from ringfence.releases.since.since import Due

LOCKS = "/providers/microsoft.authorization/locks/"


@dataclass(frozen=True, slots=True)
class Fate:
    """When a resource is deleted, and the key of what it goes with; '' for one that is deleted by itself."""

    due: Due
    within: str = ""


def removal(kind: str) -> Removal | None:
    """What is particular about deleting a resource of a kind; None for nothing."""
    found = kinds().get(kind)
    return found.removal if found else None


def kept(kind: str) -> Kept | None:
    """What forbids a delete, or outlives it; None for nothing."""
    found = kinds().get(kind)
    return found.held if found else None


def target(key: str) -> str:
    """What a lock is on, by the key of the lock; '' for what is no lock."""
    scope, found, _ = key.rpartition(LOCKS)
    return scope if found else ""


def fates(gone: Mapping[str, Held], staying: Collection[str], shared: Collection[str]) -> dict[str, Fate]:
    """What becomes of each resource that leaves, by its id in lower case.

    `staying` are the ids that stay, `shared` the groups that are not one package's. What holds something that stays is
    not deleted.
    """
    sorted_ids = sorted(staying)
    never = {key for key, held in gone.items() if key in shared or _stays(held) or _holds(key, sorted_ids)}
    forbidding = [key for key, held in gone.items() if (why := kept(held.resource.kind)) and why.forbids]
    blocked = {one for key in forbidding for one in (key, *around(key, gone))} - never
    groups = {key for key in blocked if "/providers/" not in key}
    found = {key: _fate(key, held, gone, never, blocked, groups) for key, held in gone.items()}
    return found | {key: Fate(_lock_due(key, found)) for key in gone if target(key)}


def _fate(key: str, held: Held, gone: Mapping[str, Held], never: set[str], blocked: set[str], groups: set[str]) -> Fate:
    if key in never:
        return Fate(Due.NEVER)
    wider = [one for one in around(key, gone) if one not in never]
    stuck = [one for one in wider if one in blocked]
    if key in blocked or set(stuck) - groups:
        return Fate(Due.LATER, "" if not stuck or _alone(held, stuck[0]) else stuck[0])
    free = [one for one in wider if one not in blocked]
    return Fate(Due.NOW, "" if not free or _alone(held, free[0]) else free[0])


def _alone(held: Held, wider: str) -> bool:
    """Whether a resource is deleted by itself although what it is in goes too."""
    special = removal(held.resource.kind)
    return special is not None and (special.itself or (special.first and "/providers/" in wider))


def _lock_due(key: str, found: Mapping[str, Fate]) -> Due:
    """A lock is lifted later where all that it is over goes later."""
    scope = target(key)
    of_scope = found.get(scope)
    if of_scope is None or of_scope.due is not Due.LATER:
        return Due.NOW
    below = (fate.due for one, fate in found.items() if one.startswith(f"{scope}/") and not target(one))
    return Due.NOW if Due.NOW in below else Due.LATER


def _stays(held: Held) -> bool:
    special = removal(held.resource.kind)
    return bool(special and special.stays)


def _holds(key: str, staying: Sequence[str]) -> bool:
    """Whether something that stays is in a resource or on it."""
    index = bisect_left(staying, f"{key}/")
    return index < len(staying) and staying[index].startswith(f"{key}/")
