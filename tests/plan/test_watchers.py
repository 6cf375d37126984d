"""Network watchers: where Azure makes them by itself, or where the blueprint says that they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain
from ringfence.render.package import render_package
from ringfence.render.tree import render
from tests.banks import ML, PLATFORM, TENANT, Tree, bank, planned, zone

REGIONS = ["westeurope", "northeurope"]


def plan_of(folder: Path, watcher: Tree | None = None) -> Plan:
    """A landing zone in each region, in a subscription whose watchers are where `watcher` says."""
    given = {"networkWatcher": watcher} if watcher is not None else {}
    rows = [{"name": "platform", "id": PLATFORM}, {"name": "ml", "id": ML, **given}]
    zones = zone("fraud"), zone("pricing", region="northeurope")
    return planned(folder, bank(*zones, subscriptions=rows, regions=REGIONS)).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def watcher(plan: Plan, name: str) -> tuple[str, str, str]:
    """Group, group's region and name of the watcher of a package."""
    one = package(plan, name)
    (found,) = (each.resource for module in one.modules for each in module.watchers)
    (group,) = (each.resource for each in one.groups if each.resource.id == found.id.split("/providers/")[0])
    return plain(group.name), plain(group.location), plain(found.name)


def test_without_a_word_they_are_where_azure_makes_them(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert watcher(plan, "fraud") == ("NetworkWatcherRG", "westeurope", "NetworkWatcher_westeurope")
    assert watcher(plan, "pricing") == ("NetworkWatcherRG", "westeurope", "NetworkWatcher_northeurope")


@pytest.mark.parametrize(
    ("given", "group", "region"),
    [
        ({"group": "rg-watchers"}, "rg-watchers", "westeurope"),
        ({"location": "northeurope"}, "NetworkWatcherRG", "northeurope"),
        ({"group": "rg-watchers", "location": "northeurope"}, "rg-watchers", "northeurope"),
        ({}, "NetworkWatcherRG", "westeurope"),
    ],
)
def test_group_and_its_region_are_those_of_the_blueprint_in_every_package(
    tmp_path: Path, given: Tree, group: str, region: str
) -> None:
    plan = plan_of(tmp_path, given)
    assert watcher(plan, "fraud") == (group, region, "NetworkWatcher_westeurope")
    assert watcher(plan, "pricing") == (group, region, "NetworkWatcher_northeurope")


def test_other_subscriptions_keep_theirs(tmp_path: Path) -> None:
    assert watcher(plan_of(tmp_path, {"group": "rg-watchers"}), "connectivity")[0] == "NetworkWatcherRG"


def test_a_watcher_that_has_a_name_is_called_so_in_the_package(tmp_path: Path) -> None:
    subscriptions = [
        {"name": "platform", "id": PLATFORM},
        {"name": "ml", "id": ML, "networkWatcher": {"name": "nw-ml"}},
    ]
    plan = planned(tmp_path, bank(subscriptions=subscriptions)).plan
    assert watcher(plan, "fraud")[2] == "nw-ml"
    (log,) = (log for module in package(plan, "fraud").modules for log in module.flow_logs)
    assert "/networkWatchers/nw-ml/flowLogs/" in log.resource.id
    written = render_package(package(plan, "fraud"))["main.bicepparam"]
    assert "'nw-ml'" in written
    assert "NetworkWatcher_" not in written


def test_the_group_and_its_watcher_carry_the_same_tags_in_every_package_of_the_subscription(tmp_path: Path) -> None:
    """A policy that demands tags denies a resource group without them, and packages must not undo each other's."""
    institution = {"name": "Test Bank", "code": "tb", "tenant": TENANT, "tags": {"cost-center": "1234"}}
    zones = zone("fraud", tags={"team": "fraud"}), zone("pricing", tags={"team": "pricing"})
    plan = planned(tmp_path, bank(*zones, institution=institution)).plan
    for one in plan.packages:
        written = render_package(one)
        assert re.findall(r"watcherTags: \{[^}]*\}", written["main.bicepparam"]) == [
            "watcherTags: { 'cost-center': '1234' }"
        ]
        assert written["main.bicep"].count("\n  tags: logs.flows.watcherTags") == 1
    told = "tags: empty(logsFlowsWatcherTags) ? null : logsFlowsWatcherTags"
    assert told in render(plan)["modules/flow-logs.bicep"]


def test_tags_of_the_blueprint_for_the_watchers_replace_those_of_the_institution(tmp_path: Path) -> None:
    written = render_package(package(plan_of(tmp_path, {"tags": {"owner": "network"}}), "fraud"))
    assert "watcherTags: { owner: 'network' }" in written["main.bicepparam"]
    plain_one = render_package(package(plan_of(tmp_path), "fraud"))
    assert "watcherTags: {}" in plain_one["main.bicepparam"]
    assert "\n  tags: logs.flows.watcherTags" not in plain_one["main.bicep"]


def test_the_reason_says_who_decided_the_place(tmp_path: Path) -> None:
    def reason(plan: Plan) -> str:
        (found,) = (each.resource for module in package(plan, "fraud").modules for each in module.watchers)
        return found.because[0].text

    (tmp_path / "given").mkdir()
    assert "Azure itself uses" in reason(plan_of(tmp_path))
    assert "the blueprint says where" in reason(plan_of(tmp_path / "given", {"group": "rg-watchers"}))
