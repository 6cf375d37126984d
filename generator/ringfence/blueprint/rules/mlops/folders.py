"""Folders of a lake that rows are read from, with all that lies in them."""

from __future__ import annotations


def overlap(one: str, other: str) -> bool:
    """Whether rows of one folder are rows of another: they are the same, or one lies in the other."""
    parts = [path.strip("/").split("/") for path in (one, other)]
    shorter, longer = sorted(parts, key=len)
    return longer[: len(shorter)] == shorter
