"""What folders of services say of themselves by `example`: landing zones for the tests, without a word written here."""

from __future__ import annotations

import copy
from typing import Any

from ringfence.blueprint.language.features import lead
from ringfence.catalog.read import purposes, services
from tests.banks import Tree, zone


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


def landing_zones() -> list[Tree]:
    """A landing zone with all of it for each purpose."""
    return [
        zone(f"z-{name}"[:20].rstrip("-"), purpose.key, **workload(name), services=blocks(name))
        for name, purpose in purposes().items()
    ]
