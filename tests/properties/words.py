"""Words of random banks: names, ids, secrets, and lists that hold each element once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.banks import Tree

WINDOWS = {"con", "prn", "aux", "nul"}
GROUP = "/subscriptions/1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a09/resourceGroups/rg-network/providers"
names = st.from_regex(r"[a-z][a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda name: name not in {*WINDOWS, "connectivity"} and not name.startswith(("com", "lpt", "login"))
)
"""Names of landing zones, without those that are kept by Windows or Azure."""
ALIKE = ["risk-1", "risk1", "risk-one", "riskone"]
"""Names that differ in hyphens only; as words of Bicep they would be the same, or differ in case only."""


def guid(number: int) -> str:
    """An id of its own for each number."""
    return f"5d1c7b70-4f2e-4a8e-9d7e-{number:012x}"


def secret(name: str) -> Tree:
    """A secret, by where it is kept."""
    return {"keyVaultId": f"{GROUP}/Microsoft.KeyVault/vaults/kv-network", "secretName": name}


def some(elements: Sequence[Any], least: int = 0, most: int | None = None) -> st.SearchStrategy[list[Any]]:
    """Some of these, each once; none where there are none."""
    if not elements:
        return st.just([])
    return st.lists(st.sampled_from(elements), min_size=least, max_size=most, unique_by=repr)


def keyed(key: str, words: Sequence[str], **values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Tree]]:
    """Up to one mapping for each of these words; `key` is what tells them apart."""
    one = st.fixed_dictionaries({key: st.sampled_from(words)}, optional=values)
    return st.lists(one, max_size=len(words), unique_by=lambda each: each[key])
