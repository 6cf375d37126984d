"""What folders of services say of themselves by `example`: landing zones for the tests, without a word written here."""

from __future__ import annotations

import copy
from typing import Any

from ringfence.blueprint.language.features import lead
from ringfence.catalog.read import purposes, services
from tests.banks import Tree, connection, zone


def blocks(purpose: str) -> dict[str, Any]:
    """Each block that folders add under `services` for a purpose, with the example of its folder."""
    return {
        spec.asked: copy.deepcopy(spec.example) or {}
        for spec in services().values()
        if spec.block and purpose in spec.purposes
    }


def workload(purpose: str) -> Tree:
    """The workload block of a purpose, with the example of its lead; empty where the language writes the block out."""
    spec = lead(purposes()[purpose])
    example = copy.deepcopy(spec.example) if spec is not None and spec.options else {}
    return example if isinstance(example, dict) else {}


def lake_of(one: Tree) -> str:
    """The lake that the workload block of a landing zone names; '' for none."""
    return next((block["lake"] for block in one.values() if isinstance(block, dict) and "lake" in block), "")


def to_lakes(zones: list[Tree]) -> list[Tree]:
    """A connection to its lake for each landing zone whose workload block names one."""
    return [connection(one["name"], "lake", lake_of(one), "silver", "gold") for one in zones if lake_of(one)]


def landing_zones() -> list[Tree]:
    """A landing zone with all of it for each purpose."""
    return [
        zone(f"z-{name}"[:20].rstrip("-"), purpose.key, **workload(name), services=blocks(name))
        for name, purpose in purposes().items()
    ]
