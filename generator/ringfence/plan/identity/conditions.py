"""Conditions of role assignments: data actions on an account, limited to containers of some names.

Source: azure-docs storage/blobs/storage-auth-abac-examples.md, read or write in named containers; and
role-based-access-control/conditions-format.md.
"""

from __future__ import annotations

from collections.abc import Sequence

_NAME = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]"


def on_containers(data_actions: Sequence[str], containers: Sequence[str]) -> str:
    """The condition that lets these data actions reach containers of these names alone; `*` stands for anything."""
    others = " AND ".join(f"!(ActionMatches{{'{action}'}})" for action in data_actions)
    names = " OR ".join(f"{_NAME} {_compared(name)} '{name}'" for name in containers)
    return f"(({others}) OR ({names}))"


def _compared(name: str) -> str:
    return "StringLike" if "*" in name else "StringEquals"
