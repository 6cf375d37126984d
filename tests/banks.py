"""Blueprints for tests: a small bank as plain data, changed by a test and written where it needs it."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.schema.paths import fields
from ringfence.pipeline import Decision, decide, ledger_path

Tree = dict[str, Any]

TENANT = "c2b7a9d4-6e15-4f83-b0a2-91d3e8f5a701"
PLATFORM, ML = "4b90f6e2-83c1-4d7a-95be-27a0c6d1f801", "4b90f6e2-83c1-4d7a-95be-27a0c6d1f802"
PERSON = "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e51"
_ZONE = frozenset(fields(LandingZone))


def zone(name: str, workload: str = "machineLearning", **more: Any) -> Tree:
    """A landing zone with every default taken; keys that are none of a landing zone go into its workload block."""
    own = {key: value for key, value in more.items() if key in _ZONE}
    block = {key: value for key, value in more.items() if key not in _ZONE}
    return {"name": name, "environment": "prod", workload: block, **own}


def connection(start: str, use: str, end: str, *layers: str, **more: Any) -> Tree:
    """A connection from one landing zone to another, called after both."""
    return {
        "name": f"{start}-{'-'.join([end, *layers])}"[:24].rstrip("-"),
        "from": start,
        "to": end,
        "use": use,
        **({"layers": list(layers)} if layers else {}),
        "owner": "platform@bank.example",
        "reason": f"Jobs of {start} use {use} of {end}.",
        "reviewBy": "2027-05-31",
        **more,
    }


def flow(name: str, *zones: str, **more: Any) -> Tree:
    """An egress flow to one host of the institution's own."""
    return {
        "name": name,
        "landingZones": list(zones),
        "to": {"fqdns": [f"{name}.bank.example"]},
        "owner": "platform@bank.example",
        "reason": f"The bank's own {name}.",
        "reviewBy": "2027-05-31",
        "dataClass": "internal",
        **more,
    }


_BANK: Tree = {
    "apiVersion": "ringfence/v2",
    "institution": {"name": "Test Bank", "code": "tb", "tenant": TENANT},
    "regions": ["westeurope"],
    "subscriptions": [
        {"name": "platform", "id": PLATFORM},
        {"name": "ml", "id": ML},
    ],
    "environments": [{"name": "prod", "subscription": "ml"}],
    "addressPools": ["10.40.0.0/16"],
    "hubs": [{"name": "weu", "subscription": "platform"}],
    "landingZones": [zone("fraud")],
}


def bank(*zones: Tree, hub: Tree | None = None, premises: Sequence[str] = (), **more: Any) -> Tree:
    """The test bank with these landing zones (one, `fraud`, when none is given) and top-level keys.

    `hub` are keys of its hub, `premises` prefixes on premises.
    """
    tree = copy.deepcopy(_BANK) | more
    tree["hubs"][0] |= hub or {}
    if premises:
        tree["onPremises"] = {"prefixes": list(premises), **tree.get("onPremises", {})}
    return tree | {"landingZones": list(zones)} if zones else tree


def write(folder: Path, tree: Tree) -> Path:
    """The blueprint as a file; JSON is YAML."""
    path = folder / "bank.yaml"
    path.write_text(json.dumps(tree, indent=2, ensure_ascii=False), "utf-8")
    return path


def planned(folder: Path, tree: Tree) -> Decision:
    """The decision for a blueprint; keeps the ledger in the folder, as `generate` does."""
    path = write(folder, tree)
    decision = decide(path)
    ledger_path(path).write_text(decision.ledger_text, "utf-8")
    return decision
