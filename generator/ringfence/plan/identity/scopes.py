"""Scopes of role assignments: a resource, and all that it lies in."""

from __future__ import annotations

from collections.abc import Iterator


def upwards(resource_id: str) -> Iterator[str]:
    """An id, then each beginning of it that ends before a slash: what is on one of these holds for the resource."""
    while resource_id:
        yield resource_id
        resource_id = resource_id.rpartition("/")[0]
