"""What a newer release would change in the copy of `mlops/` that a team keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum


class State(StrEnum):
    """What became of a file since the copy was made."""

    ADDED = "new"
    CHANGED = "changed"
    BOTH = "changed here and there"
    GONE = "no longer generated"


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the copy that a newer release has otherwise; `lines` are the difference, copy first."""

    path: str
    state: State
    lines: tuple[str, ...]


def changes(new: Mapping[str, str], copy: Mapping[str, str], old: Mapping[str, str] | None = None) -> Iterator[Change]:
    """What differs, by path. All are texts by path below `mlops/`.

    `old` is what the copy was made from: with it, edits of the team alone are left out, and so are its further files.
    Without it every file that differs is told, and none counts as gone.
    """
    for path in sorted({*new, *(old or {})}):
        wanted, have = new.get(path, ""), copy.get(path, "")
        if have == wanted or (old is not None and old.get(path) == new.get(path)):
            continue
        if state := _state(path, new, copy, old):
            yield Change(path, state, tuple(_difference(path, have, wanted)))


def _state(path: str, new: Mapping[str, str], copy: Mapping[str, str], old: Mapping[str, str] | None) -> State | None:
    if path not in new:
        return State.GONE if path in copy else None
    if path not in copy:
        return State.ADDED
    edited = old is not None and old.get(path) != copy[path]
    return State.BOTH if edited else State.CHANGED


def _difference(path: str, have: str, wanted: str) -> Iterator[str]:
    yield from unified_diff(have.splitlines(), wanted.splitlines(), f"copy/{path}", f"new/{path}", lineterm="")
