"""Flow logs: who switches traffic analytics on, by which right, and where it is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.plan.model.package import Plan, Right
from ringfence.plan.model.telemetry.flow_log import FlowLog
from ringfence.render.package import render_package
from tests.banks import PLATFORM, Tree, bank, planned, zone

OFF: Tree = {"logs": {"trafficAnalytics": False}}
UNSEARCHED = "flow records are kept in storage and cannot be searched in Log Analytics"
OPENED = "deployers of a landing zone may change data collection rules in the hub's subscription"


def analysed(plan: Plan) -> dict[str, bool]:
    """Whether flows are analysed, by package."""
    found: dict[str, list[FlowLog]] = {p.name: [log for m in p.modules for log in m.flow_logs] for p in plan.packages}
    return {name: log.workspace is not None for name, (log,) in found.items()}


def own_roles(plan: Plan) -> dict[str, list[Right]]:
    """The rights of each package that are a role of the institution."""
    return {package.name: [right for right in package.rights if right.actions] for package in plan.packages}


def risks(plan: Plan) -> dict[str, list[str]]:
    """The packages of each risk about flow logs."""
    return {name: [risk.package for risk in plan.risks if risk.name == name] for name in (UNSEARCHED, OPENED)}


def test_every_deployer_holds_the_role_on_the_subscription_of_the_workspace(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(zone("fraud"), zone("pricing"))).plan
    for rights in own_roles(plan).values():
        assert [(right.role, right.scope) for right in rights] == [
            ("tb-traffic-analytics", f"/subscriptions/{PLATFORM}")
        ]
    assert risks(plan) == {UNSEARCHED: [], OPENED: ["connectivity"]}


def test_the_runbook_defines_the_role_and_says_who_makes_it(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank()).plan
    text = deploy(plan)
    (definition,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    role = json.loads(definition)
    (right,) = own_roles(plan)["fraud"]
    assert (role["Name"], role["AssignableScopes"]) == (right.role, [right.scope])
    assert sorted({action.split("/")[1] for action in role["Actions"]}) == [
        "dataCollectionEndpoints",
        "dataCollectionRules",
    ]
    makers = [right for right in plan.packages[0].rights if "roleDefinitions/write" in right.role]
    assert [maker.scope for maker in makers] == [right.scope]
    for said in ("Monitoring Contributor", "silence the logs", "exemption", "management group"):
        assert said in text


@pytest.mark.parametrize(("zones", "said"), [(99, False), (100, True)])
def test_more_networks_than_an_account_has_retention_rules_are_a_risk(tmp_path: Path, zones: int, said: bool) -> None:
    tree = bank(*(zone(f"z{number}") for number in range(zones)), addressPools=["10.64.0.0/10"])
    found = [risk for risk in planned(tmp_path, tree).plan.risks if "retention rules" in risk.name]
    assert [risk.because.confirmed for risk in found] == [False] * said


def test_without_analytics_there_is_no_role_and_the_review_says_so(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(hub=OFF)).plan
    assert not any(own_roles(plan).values())
    assert not any(analysed(plan).values())
    assert not any("roleDefinitions" in right.role for package in plan.packages for right in package.rights)
    assert "```json" not in deploy(plan)
    assert risks(plan) == {UNSEARCHED: ["connectivity"], OPENED: []}
    for package in plan.packages:
        assert "  workspace: ''\n" in render_package(package)["main.bicepparam"]


@pytest.mark.parametrize(
    ("hub", "other", "expected"),
    [
        ("westeurope", "spaincentral", {"connectivity": True, "fraud": True}),
        ("spaincentral", "westeurope", {"connectivity": False, "fraud": False}),
        ("westeurope", "indiasouthcentral", {"connectivity": True, "fraud": False}),
    ],
)
def test_it_is_left_out_where_azure_has_no_workspace_for_it_or_does_not_analyse(
    tmp_path: Path, hub: str, other: str, expected: dict[str, bool]
) -> None:
    plan = planned(tmp_path, bank(zone("fraud", region=other), regions=[hub, other])).plan
    assert analysed(plan) == expected
    assert {name for name, rights in own_roles(plan).items() if rights} == {name for name, on in expected.items() if on}
    assert risks(plan)[UNSEARCHED] == [name for name, on in expected.items() if not on]
    assert bool(risks(plan)[OPENED]) is expected["fraud"]
