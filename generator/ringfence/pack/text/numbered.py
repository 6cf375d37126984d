"""Counts that say their unit."""

from __future__ import annotations


def numbered(count: int, unit: str) -> str:
    """A count with its unit, whose plural ends in s."""
    return f"{count} {unit}{'' if count == 1 else 's'}"
