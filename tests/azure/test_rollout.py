"""The commands of DEPLOY.md, as printed and in their order, create what was planned, once, and then nothing more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.azure.rollout import Rollout
from tests.azure.standin.server import Server
from tests.azure.target import REAL, deploys, standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep]


def planned(value: Any) -> Iterator[str]:
    """The ids of all resources in a part of plan.json, in lower case as Azure compares them."""
    if isinstance(value, dict):
        if {"id", "symbol", "kind"} <= value.keys():
            yield value["id"].lower()
        for part in value.values():
            yield from planned(part)
    elif isinstance(value, list):
        for part in value:
            yield from planned(part)


@standin_only
def test_printed_previews_report_only_new_resources(rollout: Rollout, plan: dict[str, Any]) -> None:
    printed = [done.out for _, done in rollout.starting("az deployment sub what-if")]
    counts = [len(set(planned(package))) for package in plan["packages"]]
    said = [re.findall(r"^Resource changes: (.*)$", text, re.MULTILINE) for text in printed]
    assert said == [[f"{count} to create."] for count in counts]


def test_previews_name_the_resources_of_the_plan(rollout: Rollout, plan: dict[str, Any]) -> None:
    packages = {package["name"]: set(planned(package)) for package in plan["packages"]}
    assert rollout.previews.keys() == packages.keys() or REAL
    for name, changes in rollout.previews.items():
        assert {row["resourceId"].lower() for row in changes if row["changeType"] != "Ignore"} == packages[name]


@deploys
def test_a_second_preview_finds_nothing_to_do(rollout: Rollout) -> None:
    kinds = {row["changeType"] for changes in rollout.previews.values() for row in changes}
    assert kinds.isdisjoint({"Create", "Delete"})
    assert kinds <= {"NoChange", "Ignore"} or REAL  # Azure also reports the defaults that it filled in


@deploys
def test_every_package_is_created_in_the_order_of_the_plan(rollout: Rollout, plan: dict[str, Any]) -> None:
    creates = rollout.starting("az deployment sub create")
    assert [command.package for command, _ in creates] == [package["name"] for package in plan["packages"]]
    assert {done.json()["properties"]["provisioningState"] for _, done in creates} == {"Succeeded"}


@standin_only
def test_azure_is_asked_once_for_every_package(rollout: Rollout, standin: Server, plan: dict[str, Any]) -> None:
    puts = Counter(entry.path for entry in standin.log if entry.method == "PUT" and entry.status == 201)
    assert len(puts) == len(plan["packages"])
    assert set(puts.values()) == {1}


@standin_only
def test_what_is_deployed_is_what_was_planned(rollout: Rollout, standin: Server, plan: dict[str, Any]) -> None:
    assert set(standin.manager.state) == set(planned(plan))


@standin_only
def test_the_stand_in_knows_every_place_that_azure_cli_asks_for(rollout: Rollout, standin: Server) -> None:
    assert [entry for entry in standin.log if entry.status == 404] == []


@deploys
def test_every_provider_of_the_plan_is_registered(rollout: Rollout, plan: dict[str, Any]) -> None:
    registers = rollout.starting("az provider register")
    asked = [(command.option("subscription"), command.option("namespace")) for command, done in registers if done.ok()]
    assert asked == [(package["subscription"], name) for package in plan["packages"] for name in package["providers"]]


@deploys
def test_the_firewall_has_the_address_that_the_text_promises(rollout: Rollout) -> None:
    steps = {*rollout.starting("az deployment sub"), *rollout.starting("az provider register")}
    probes = [row for row in rollout.done if row not in steps]
    assert probes
    for command, done in probes:
        assert f"`{done.ok().out.strip()}`" in command.prose
