"""A Synapse workspace: its container and its way to the lake, its roles, its doors, what people do by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.runbook.managed_endpoints import managed_endpoint_scripts
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Grant, Service
from ringfence.plan.model.values import plain
from ringfence.plan.network.private_dns import MODULE as DNS
from tests.banks import Tree, bank, connection, planned, zone
from tests.feature_examples import workload
from tests.pack.stand_ins import lines, run

STUDIO: Tree = {"services": {"synapseStudio": {}}}
BLOCK: Tree = {**workload("synapse"), "lake": "lake"}
ROWS = [
    connection("analytics", "lake", "lake", "gold", access="write", reason="Analysts keep marts."),
    connection("analytics", "lake", "lake", "silver", reason="Analysts query curated data."),
]
COUNTS = """#!/bin/sh
case "$*" in
  *managed-private-endpoints*) echo "$*" >> made;;
  *list*Pending*) echo /one;;
  *list*) printf '/one\\n/two\\n';;
  *approve*) echo "$*" >> approved;;
esac
"""


def asking(accounts: str = "one", **more: object) -> Tree:
    """A workspace that writes gold and reads silver of a lake, by people from a gateway."""
    own = zone("analytics", "synapse", **{**BLOCK, **more}) | STUDIO
    gateway: Tree = {"gateway": {"vpn": {"pointToSite": {"addressPool": "172.20.0.0/22"}}}, "resolver": {}}
    return bank(zone("lake", "dataLake", accounts=accounts), own, hub=gateway, connections=ROWS)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("synapse"), asking()).plan


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The same with an account for each layer."""
    return planned(tmp_path_factory.mktemp("apart"), asking("one-a-layer")).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def services(plan: Plan, name: str, kind: str) -> list[Service]:
    return [one for module in package(plan, name).modules for one in module.services if one.resource.kind == kind]


def held(plan: Plan) -> list[Grant]:
    """What the workspace's identity holds."""
    return [grant for _, module in modules(plan) for grant in module.grants if grant.made_with]


def doors(plan: Plan) -> list[ManagedEndpoint]:
    return [one for _, module in modules(plan) for one in module.managed_endpoints]


def test_its_lake_comes_first_makes_its_container_and_lets_it_in(plan: Plan) -> None:
    assert [one.name for one in plan.packages] == ["connectivity", "lake", "analytics"]
    (workspace,) = services(plan, "analytics", "synapse")
    containers = {plain(one.resource.name) for one in services(plan, "lake", "lake-container")}
    assert containers == {"bronze", "silver", "gold", "synapse-analytics"}
    assert workspace.values["properties.defaultDataLakeStorage.filesystem"].value == "synapse-analytics"
    (layers,) = [one for module in package(plan, "lake").modules for one in module.layers]
    assert tuple(one.id for one in layers.instances) == (workspace.resource.id,)


def test_its_identity_holds_what_connections_say_and_its_container(plan: Plan) -> None:
    found = {(one.scope_id.rsplit("/", 1)[-1], one.role) for one in held(plan)}
    assert found == {
        ("gold", "Storage Blob Data Contributor"),
        ("silver", "Storage Blob Data Reader"),
        ("synapse-analytics", "Storage Blob Data Contributor"),
    }


def test_a_lake_of_several_accounts_lets_it_into_those_that_it_uses_alone(apart: Plan) -> None:
    found = {module.account: one for module in package(apart, "lake").modules for one in module.layers}
    assert {account: bool(one.instances) for account, one in found.items()} == {
        "lakeBronze": False,
        "lakeSilver": True,
        "lakeGold": True,
    }
    assert {account: one.workspaces for account, one in found.items() if one.workspaces} == {
        "lakeGold": ("synapse-analytics",)
    }


def test_one_endpoint_is_asked_for_by_the_template_and_the_others_by_a_script(plan: Plan, apart: Plan) -> None:
    assert [(one.part, bool(one.create)) for one in doors(plan)] == [("blob", True), ("dfs", False)]
    assert len(doors(apart)) == 4
    assert sum(not one.create for one in doors(apart)) == 1


def test_the_script_makes_when_told_to_and_else_approves_what_the_plan_has(plan: Plan, tmp_path: Path) -> None:
    (script,) = managed_endpoint_scripts(plan)
    made = run(tmp_path, script.text.replace("${1:?", "${CHANGE:?"), {"az": COUNTS}, CHANGE="make")
    assert made.returncode == 0, made.stderr
    (call,) = lines(tmp_path / "made")
    assert '"groupId": "blob"}' in call
    assert lines(tmp_path / "approved") == []
    done = run(tmp_path, script.text.replace("${1:?", "${CHANGE:?"), {"az": COUNTS}, CHANGE="CHG42")
    assert done.returncode == 0, done.stderr
    assert len(lines(tmp_path / "made")) == 1
    assert lines(tmp_path / "approved") == [
        "network private-endpoint-connection approve --id /one --description CHG42 --output none"
    ]


def test_a_foreign_request_stops_the_approval(apart: Plan, tmp_path: Path) -> None:
    (script,) = managed_endpoint_scripts(apart)
    many = COUNTS.replace("/two\\n'", "/two\\n/three\\n'")
    done = run(tmp_path, script.text.replace("${1:?", "${CHANGE:?"), {"az": many}, CHANGE="CHG42")
    assert done.returncode == 1
    assert lines(tmp_path / "approved") == []


def test_people_come_in_by_the_port_of_sql_too_and_to_a_lake_they_do_not(plan: Plan) -> None:
    rules = {
        rule.name: rule for _, m in modules(plan) for g in m.rule_groups for c in g.collections for rule in c.rules
    }
    assert rules["users-to-analytics"].ports == ("443", "1433")
    assert rules["users-to-lake"].ports == ("443",)
    guards = {
        package.name: rule.ports
        for package, module in modules(plan)
        for group in module.security_groups
        for rule in group.rules
        if rule.name == "allow-users"
    }
    assert guards == {"analytics": ("443", "1433"), "lake": ("443",)}


def test_names_of_its_doors_are_in_the_hubs_private_zones(plan: Plan) -> None:
    (dns,) = [module for module in package(plan, "connectivity").modules if module.name == DNS]
    names = {plain(one.resource.name) for one in dns.zones}
    assert {"privatelink.sql.azuresynapse.net", "privatelink.dev.azuresynapse.net"} < names
    assert "privatelink.azuresynapse.net" in names


def test_without_pools_there_is_serverless_sql_and_nothing_to_pause(tmp_path: Path) -> None:
    plan = planned(tmp_path, asking(sparkPools=[], sqlPools=[])).plan
    kinds = {one.resource.kind for module in package(plan, "analytics").modules for one in module.services}
    assert kinds & {"synapse-spark-pool", "synapse-sql-pool", "synapse-sql-encryption"} == set()
    steps = [step.step for step in package(plan, "analytics").handover]
    assert not any("Pause" in step or "libraries" in step for step in steps)


def test_what_stays_open_is_told_to_the_board(plan: Plan) -> None:
    mine = [risk.name for risk in plan.risks if risk.package == "analytics"]
    for begins in (
        "SQL pools of Synapse run outside",
        "administrators of Synapse may act",
        "Microsoft develops Fabric",
    ):
        assert any(name.startswith(begins) for name in mine), mine
