"""The `az` commands by which a resource is deleted, looked at and purged, quoted for a shell word by word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator

from ringfence.catalog.known.removal import READ, Removal, filled
from ringfence.plan.model.values import Code
from ringfence.releases.since.fate import removal
from ringfence.releases.since.since import Leaving

Words = tuple[str, ...]
_PLAIN: tuple[Words, ...] = (("az", "resource", "delete", "--ids", "{id}", "--api-version", "{api}"),)
_CONTRIBUTOR = "Contributor"
_GROUP = re.compile(r"/subscriptions/[^/]+/resourceGroups/([^/]+)", re.IGNORECASE)


class Reading(str):
    """A word with a command in it, in whose place the shell puts what that answers."""

    __slots__ = ()


def deletes(row: Leaving) -> tuple[Words, ...]:
    """What deletes a resource: the commands of its kind, else the one that deletes anything."""
    special = removal(row.kind)
    return _all(special.delete if special and special.delete else _PLAIN, row)


def purges(row: Leaving) -> tuple[Words, ...]:
    """What gives the name of a deleted resource free; nothing for a kind that keeps none, or cannot be purged."""
    special = removal(row.kind)
    return _all(special.purge, row) if special else ()


def recovers(row: Leaving) -> tuple[Words, ...]:
    """What brings a deleted resource back under its name; nothing for a kind that Azure does not give back."""
    special = removal(row.kind)
    return _all(special.recover, row) if special else ()


def look(row: Leaving) -> Words:
    """What lists everything in a resource group."""
    where = ("--subscription", subscription(row), "--resource-group", name(row))
    return ("az", "resource", "list", *where, "--query", "[].id", "--output", "tsv")


def role(row: Leaving) -> str:
    """The built-in role that a person needs to delete it."""
    special = removal(row.kind)
    return special.role if special and special.role else _CONTRIBUTOR


def special(row: Leaving) -> Removal | None:
    """What is particular about deleting it."""
    return removal(row.kind)


def subscription(row: Leaving) -> str:
    """The subscription that it is in."""
    return row.id.split("/")[2]


def name(row: Leaving) -> str:
    """The last part of its id."""
    return row.id.rsplit("/", 1)[-1]


def whole_group(row: Leaving) -> bool:
    """Whether it is a resource group."""
    return _GROUP.fullmatch(row.id) is not None


def printed(commands: Iterable[Words]) -> Code:
    """Commands as lines of shell, each once."""
    return Code("\n".join(dict.fromkeys(" ".join(map(_spelled, words)) for words in commands)))


def _spelled(word: str) -> str:
    return f'"{word}"' if isinstance(word, Reading) else shlex.quote(word)


def _all(commands: Iterable[Words], row: Leaving) -> tuple[Words, ...]:
    special = removal(row.kind)
    values = dict(_values(row))
    if special and special.reads:
        values[READ[1:-1]] = f"$({shlex.join(filled(special.reads, values))})"
    return tuple(_filled(words, values) for words in commands)


def _filled(words: Words, values: dict[str, str]) -> Words:
    pairs = zip(words, filled(words, values), strict=True)
    return tuple(Reading(value) if READ in word else value for word, value in pairs)


def _values(row: Leaving) -> Iterator[tuple[str, str]]:
    group = _GROUP.match(row.id)
    yield "id", row.id
    yield "api", row.api
    yield "subscription", subscription(row)
    yield "group", group[1] if group else ""
    yield "name", name(row)
    yield "location", row.location
