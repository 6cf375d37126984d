"""What landing zones are for, and what each purpose has: keys of the language, subnets, subnets in which jobs run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Purpose = Literal["machine-learning", "inference", "data-lake", "databricks"]

PURPOSE_KEYS: Mapping[str, frozenset[str]] = {
    "machine-learning": frozenset(
        {"clusters", "instances", "agents", "exfiltrationPrevention", "languageModel", "registry"}
    ),
    "inference": frozenset({"clusters", "inference"}),
    "data-lake": frozenset({"lake"}),
    "databricks": frozenset({"databricks"}),
}
"""Keys of a landing zone that not every purpose has."""
SUBNET_ROLES: Mapping[str, tuple[str, ...]] = {
    "machine-learning": ("compute", "endpoints", "agents"),
    "inference": ("endpoints",),
    "data-lake": ("endpoints",),
    "databricks": ("host", "container", "endpoints"),
}
"""Subnets of a landing zone, by purpose."""
JOB_SUBNETS: Mapping[str, tuple[str, ...]] = {"machine-learning": ("compute",), "databricks": ("host", "container")}
"""Subnets in which jobs run, by purpose; a landing zone of another purpose runs none there."""
LAKE_READERS = frozenset({*JOB_SUBNETS, "inference"})
"""Purposes whose jobs may use a lake; those of inference run in a managed network."""


def foreign_keys(purpose: str) -> frozenset[str]:
    """Keys that belong to landing zones of other purposes only."""
    return frozenset().union(*PURPOSE_KEYS.values()) - PURPOSE_KEYS[purpose]
