"""What folders of services say of themselves by `example`: landing zones for the tests, without a word written here."""

from __future__ import annotations

import copy
from typing import Any

from ringfence.catalog.read import purposes, services
from tests.banks import Tree, zone


def keys(purpose: str) -> dict[str, Any]:
    """Each key that folders add to a landing zone of a purpose, with the example of its folder; true for a switch."""
    return {
        spec.asked: True if spec.switch else copy.deepcopy(spec.example)
        for spec in services().values()
        if purpose in spec.purposes and (spec.switch or spec.example is not None)
    }


def alone(purpose: str) -> bool:
    """Whether the keys of folders are all that a landing zone of a purpose must have."""
    needed = purposes()[purpose].required
    return needed is None or needed.key in keys(purpose)


def landing_zones() -> list[Tree]:
    """A landing zone with every such key for each purpose that has some and needs no others."""
    return [zone(f"z-{name}"[:20], purpose=name, **keys(name)) for name in purposes() if alone(name) and keys(name)]
