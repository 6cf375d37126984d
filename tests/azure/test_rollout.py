"""The commands of DEPLOY.md, as printed and in their order, create what was planned, once, and then nothing more."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.azure.built import Built
from tests.azure.cli import Azure
from tests.azure.example import Example, planned, together
from tests.azure.rollout import Rollout, named
from tests.azure.runbook import commands
from tests.azure.standin.server import Server
from tests.azure.target import REAL, WRITABLE, deploys, standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep]


def predicted(package: Path) -> set[str]:
    """The ids that the reviewed snapshot of a package has."""
    rows = json.loads((package / "snapshot.json").read_text("utf-8"))["predictedResources"]
    return {row["id"].lower() for row in rows}


@standin_only
def test_previews_report_the_resources_of_the_snapshot_and_all_as_new(example: Example, rolled: Rollout) -> None:
    assert list(rolled.before) == example.packages()
    for name, changes in rolled.before.items():
        assert {row["resourceId"].lower() for row in named(changes)} == predicted(example.package(name))
        assert {row["changeType"] for row in named(changes)} <= {"Create", "NoChange"}
    created = [row["resourceId"].lower() for rows in rolled.before.values() for row in rows if row["before"] is None]
    assert sorted(created) == sorted(set(planned(example.plan)))


def test_previews_name_the_resources_of_the_plan(example: Example, rolled: Rollout) -> None:
    packages = {package["name"]: set(planned(package)) for package in example.plan["packages"]}
    assert rolled.previews.keys() == packages.keys() or REAL
    for name, changes in rolled.previews.items():
        assert {row["resourceId"].lower() for row in named(changes)} == packages[name]


@standin_only
def test_a_landing_zone_leaves_what_is_beside_its_peering_alone(example: Example, rolled: Rollout) -> None:
    hub, zone = example.packages()[:2]
    beside = [row for row in rolled.before[zone] if row["changeType"] == "Ignore"]
    assert beside
    assert {row["resourceId"].lower() for row in beside} <= predicted(example.package(hub))
    assert [row for row in rolled.before[hub] if row["changeType"] == "Ignore"] == []


@deploys
def test_a_second_preview_finds_nothing_to_do(rolled: Rollout) -> None:
    kinds = {row["changeType"] for changes in rolled.previews.values() for row in named(changes)}
    assert kinds.isdisjoint({"Create", "Delete"})
    assert kinds == {"NoChange"} or REAL  # Azure also reports the defaults that it filled in


@deploys
def test_every_package_is_created_in_the_order_of_the_plan(example: Example, rolled: Rollout) -> None:
    creates = rolled.starting("az deployment sub create")
    assert [command.package for command, _ in creates] == rolled.deployed
    assert list(dict.fromkeys(rolled.deployed)) == example.packages()
    assert {done.json()["properties"]["provisioningState"] for _, done in creates} == {"Succeeded"}


def test_every_package_is_valid(example: Example, rolled: Rollout, built: Mapping[str, Built]) -> None:
    names = list(built) if WRITABLE or not REAL else list(built)[:1]  # the next needs the first to be there
    calls = [(built[name].folder, built[name].command("validate", example.subscription(name))) for name in names]
    for name, done in zip(names, together(example.azure, calls), strict=True):
        valid = {row["id"].lower() for row in done.json()["properties"]["validatedResources"]}
        assert valid <= predicted(example.package(name)) or REAL  # Azure also lists the nested deployments
        assert predicted(example.package(name)) <= valid or REAL


@standin_only
def test_azure_is_asked_once_for_every_package_of_a_release(rolled: Rollout) -> None:
    puts = Counter(entry.path for entry in rolled.asked if entry.method == "PUT" and entry.status == 201)
    names = {path: path.rpartition("/ringfence-")[2] for path in puts}
    assert {names[path]: count for path, count in puts.items()} == Counter(rolled.deployed)


@standin_only
def test_what_is_deployed_is_what_was_planned(example: Example, rolled: Rollout) -> None:
    assert set(example.server.manager.state) == set(planned(example.plan))


@standin_only
def test_the_stand_in_knows_every_place_that_azure_cli_asks_for(rolled: Rollout) -> None:
    assert rolled.asked
    assert [entry for entry in rolled.asked if entry.status == 404] == []


@deploys
def test_every_provider_of_the_plan_is_registered(rollout: Rollout, plan: dict[str, Any]) -> None:
    registers = rollout.starting("az provider register")
    asked = [(command.option("subscription"), command.option("namespace")) for command, done in registers if done.ok()]
    assert asked == [(package["subscription"], name) for package in plan["packages"] for name in package["providers"]]


@deploys
def test_every_command_of_the_runbook_is_looked_at(rolled: Rollout) -> None:
    known = ("az provider register", "az feature register", "until", "az deployment sub create", "az resource show")
    assert [command.text for command, _ in rolled.done if not any(map(command.starts, known))] == []


@deploys
def test_the_firewall_has_the_address_that_the_text_promises(rolled: Rollout) -> None:
    probes = rolled.starting("az resource show")
    assert probes
    for command, done in probes:
        assert f"`{done.ok().out.strip()}`" in command.prose


@standin_only
def test_the_printed_preview_is_readable(azure: Azure, generated: Path, rollout: Rollout, standin: Server) -> None:
    look = next(command for command in commands(generated) if command.starts("az deployment sub what-if"))
    with standin.emptied():
        said = azure.run(look.text, generated).ok().out
    count = len(predicted(generated / "packages" / look.package))
    assert re.findall(r"^Resource changes: (.*)$", said, re.MULTILINE) == [f"{count} to create."]
