"""A changed blueprint against what is deployed: the preview has exactly the planned changes and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.azure.cli import Azure
from tests.azure.example import plan_of, planned, together
from tests.azure.rollout import PLAIN, Changes, named
from tests.azure.runbook import commands
from tests.azure.standin.server import Server
from tests.azure.target import QUICKSTART, standin_only
from tests.azure.variant import generate

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

HOST = "packages.harbourstreet.example"
"""A host of the quickstart that a firewall rule lets through."""


def widened(blueprint: dict[str, Any]) -> None:
    """One more landing zone, and another host for the rule of the first."""
    blueprint["landingZones"].append({"name": "fraud", "environment": "prod", "machineLearning": {}})
    blueprint["egress"][0]["to"]["fqdns"] = [f"new.{HOST}"]


def previews(azure: Azure, folder: Path) -> Mapping[str, Changes]:
    """What the previews of DEPLOY.md report, by package."""
    looks = [command for command in commands(folder) if command.starts("az deployment sub what-if")]
    done = together(azure, [(folder, f"{look.text} {PLAIN}") for look in looks])
    return {look.package: row.json()["changes"] for look, row in zip(looks, done, strict=True)}


def leaves(delta: Any) -> list[tuple[Any, Any]]:
    """The values that differ, before and after, at the ends of a delta."""
    ends: list[tuple[Any, Any]] = []
    for row in delta:
        ends += leaves(row["children"]) if row.get("children") else [(row["before"], row["after"])]
    return ends


@pytest.fixture(scope="module")
def wider(azure: Azure, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output for the widened blueprint."""
    return generate(azure, QUICKSTART.name, tmp_path_factory.mktemp("wider"), widened)


def test_a_new_landing_zone_and_a_changed_rule(
    azure: Azure, wider: Path, plan: dict[str, Any], deployed: Server
) -> None:
    found = previews(azure, wider)
    new = {package["name"]: set(planned(package)) for package in plan_of(wider)["packages"]}
    old = {package["name"]: set(planned(package)) for package in plan["packages"]}
    kinds = {
        name: {row["resourceId"].lower(): row["changeType"] for row in named(changes)}
        for name, changes in found.items()
    }
    shared = {key for keys in old.values() for key in keys}
    assert {name: set(rows) for name, rows in kinds.items()} == new
    for name, rows in kinds.items():
        assert {key for key, kind in rows.items() if kind == "Create"} == new[name] - shared
    changed = {
        name: sorted(key.rpartition("/")[2] for key, kind in rows.items() if kind == "Modify")
        for name, rows in kinds.items()
    }
    hub = ["dnssp-hscu-hub-weu-flows", "rcg-hscu-hub-egress", "rcg-hscu-hub-zones-00"]
    assert changed == {"connectivity": hub, "credit-risk": [], "fraud": []}
    egress = next(row for row in found["connectivity"] if row["resourceId"].endswith("/rcg-hscu-hub-egress"))
    assert (HOST, f"new.{HOST}") in leaves(egress["delta"])
    assert json.dumps(egress["delta"]).count(f'"new.{HOST}"') >= 1
