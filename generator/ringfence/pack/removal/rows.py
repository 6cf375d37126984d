"""Tables of what is deleted: who needs which role, what Azure keeps, what is lost, and how every resource goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import full_name
from ringfence.pack.removal import words
from ringfence.releases.since.fate import kept, removal
from ringfence.releases.since.since import Due, Fixed, Leaving, Shortened

Row = tuple[str, ...]
_SHARED = "Something that stays is in it, or others share it."
_UNSAID = "not in the plan"
_WAYS = {Due.EARLY: "a command", Due.NOW: "a command", Due.LATER: "a command, later", Due.NEVER: "stays"}


def rights(rows: Sequence[Leaving]) -> Iterator[Row]:
    """Subscription, role, and the kinds of resources for which a person needs it."""
    needed: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if not row.within and row.due is not Due.NEVER:
            needed.setdefault((words.subscription(row), words.role(row)), set()).add(title(row))
    for (subscription, role), titles in sorted(needed.items()):
        yield subscription, role, ", ".join(sorted(titles))


def held(rows: Sequence[Leaving]) -> Iterator[Row]:
    """What Azure keeps of deleted resources, until when, with the source; what forbids a delete is among it."""
    for row in rows:
        why = kept(row.kind)
        if why and row.due is not Due.NEVER:
            yield (*_named(row), why.why, row.until, why.source)


def lost(rows: Sequence[Leaving]) -> Iterator[Row]:
    """What does not come back when a resource is deployed again, with the source."""
    for row in rows:
        special = removal(row.kind)
        if special and special.lost and not row.again and row.due is not Due.NEVER:
            yield (*_named(row), special.lost, special.source)


def never(rows: Sequence[Leaving]) -> Iterator[Row]:
    """What is not deleted, and why."""
    for row in rows:
        if row.due is Due.NEVER:
            special = removal(row.kind)
            yield (*_named(row), special.stays if special and special.stays else _SHARED)


def every(rows: Sequence[Leaving]) -> Iterator[Row]:
    """Every resource that leaves, and how it goes."""
    for row in rows:
        if not row.again:
            yield (*_named(row), f"with {_called(row.within)}" if row.within else _WAYS[row.due])


def fixed(rows: Sequence[Fixed]) -> Iterator[Row]:
    """Properties that Azure does not change back, with both values and the source."""
    for row in rows:
        yield row.package, _called(row.id), row.path, row.was, row.now, row.why, row.source


def shortened(rows: Sequence[Shortened]) -> Iterator[Row]:
    """Properties that keep data for a shorter time, with both values."""
    for row in rows:
        yield row.package, row.what, row.path, row.was or _UNSAID, row.now or _UNSAID


def title(row: Leaving) -> str:
    """The kind of a resource, as people read it."""
    kind = kinds().get(row.kind)
    return kind.title if kind else row.kind


def _named(row: Leaving) -> Row:
    return row.package, title(row), _called(row.id)


def _called(resource_id: str) -> str:
    """A resource by its name; what is on another one names that too."""
    on, mark, _ = resource_id.rpartition("/providers/")
    extends = mark and "/providers/" in on
    return f"{full_name(resource_id)} of {full_name(on)}" if extends else full_name(resource_id)
