"""MLflow of Azure ML for Databricks: one way, two rights, an identity without others; nothing for who did not ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.text.cells import text
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Resource, plain
from tests.banks import Tree, bank, connection, planned, zone
from tests.variants import LAKE, MLFLOW, SPARK, databricks


def asking(**fraud: str) -> Tree:
    """Spark uses fraud's MLflow and writes a lake; etl and pricing have nothing to do with it."""
    return bank(
        zone("fraud", **fraud),
        zone("pricing"),
        SPARK,
        databricks("etl", webAuthentication=False),
        LAKE,
        connections=[MLFLOW, connection("spark", "lake", "lake", "silver", access="write")],
        regions=["westeurope", "northeurope"],
    )


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, asking()).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def firewall(plan: Plan) -> list[FirewallRule]:
    """The firewall rules that lead to a workspace."""
    collections = [c for _, m in modules(plan) for group in m.rule_groups for c in group.collections]
    return [rule for c in collections for rule in c.rules if rule.name.startswith("mlflow-")]


def rules(plan: Plan, name: str, subnet: str) -> dict[str, SecurityRule]:
    groups = [group for module in package(plan, name).modules for group in module.security_groups]
    return {rule.name: rule for group in groups if group.subnet == subnet for rule in group.rules}


def resources(module: Module) -> list[Resource]:
    return [*(one.resource for one in module.services), *(one.resource for one in module.identities)]


def grants(plan: Plan, holder: str) -> list[tuple[str, Grant]]:
    return [(p.name, grant) for p, m in modules(plan) for grant in m.grants if grant.principal_name == holder]


def test_nodes_of_who_asks_reach_the_workspace_and_its_account_and_no_other(plan: Plan) -> None:
    (rule,) = firewall(plan)
    nodes = {
        plain(subnet.prefix)
        for module in package(plan, "spark").modules
        for network in module.networks
        for subnet in network.subnets
        if subnet.role in ("host", "container")
    }
    assert {plain(source) for source in rule.sources} == nodes
    account = next(s for m in package(plan, "fraud").modules for s in m.services if s.resource.kind == "storage")
    assert {host.value for host in rule.hosts} == {
        "*.workspace.westeurope.api.azureml.ms",
        f"{plain(account.resource.name)}.blob.core.windows.net",
    }


def test_the_way_is_open_at_both_ends_and_nowhere_else(plan: Plan) -> None:
    arriving = rules(plan, "fraud", "endpoints")["allow-firewall"]
    for role in ("host", "container"):
        (there,) = rules(plan, "spark", role)["allow-mlflow-fraud"].destinations
        assert text([there]) == text(arriving.destinations)
        assert arriving.ports == rules(plan, "spark", role)["allow-mlflow-fraud"].ports == ("443",)
        assert "allow-mlflow-fraud" not in rules(plan, "etl", role)
    assert "allow-firewall" not in rules(plan, "pricing", "endpoints")


def test_the_identity_for_mlflow_has_two_rights_there_and_none_on_the_lake(plan: Plan) -> None:
    held = grants(plan, "sparkMlflowIdentity")
    assert [(name, grant.role, grant.scope_kind, grant.containers) for name, grant in held] == [
        ("fraud", "tb-mlflow-artifacts", "storage", ("azureml", "*-azureml")),
        ("fraud", "tb-mlflow-tracker", "workspace", ()),
    ]
    assert {name for name, _ in grants(plan, "sparkConnectorIdentity")} == {"lake"}


def test_who_did_not_ask_has_neither_connector_nor_identity(plan: Plan) -> None:
    found = {name: [r.kind for m in package(plan, name).modules for r in resources(m)] for name in ("spark", "etl")}
    assert found["spark"].count("managed-identity") == 2
    assert found["etl"].count("managed-identity") == 1
    assert "mlflow-connector" in found["spark"]
    assert "mlflow-connector" not in found["etl"]


def test_rights_name_identities_of_packages_before_only(plan: Plan) -> None:
    order = [one.name for one in plan.packages]
    assert order == ["connectivity", "etl", "spark", "fraud", "pricing", "lake"]
    for at, one in enumerate(plan.packages):
        groups = {group.resource.id for before in plan.packages[:at] for group in before.groups}
        foreign = {right.scope for right in one.rights if right.role == "Reader"}
        assert foreign <= groups
    assert any("/rg-tb-spark-workload" in right.scope for right in package(plan, "fraud").rights)


def test_a_workspace_of_another_region_is_reached_by_the_names_of_its_own(tmp_path: Path) -> None:
    (rule,) = firewall(planned(tmp_path, asking(region="northeurope")).plan)
    assert "*.workspace.northeurope.api.azureml.ms" in {host.value for host in rule.hosts}


def test_the_name_that_covers_other_workspaces_is_an_accepted_risk(plan: Plan) -> None:
    (risk,) = [risk for risk in plan.risks if "other customers' workspaces" in risk.name]
    assert risk.package == "spark"


def test_the_end_of_a_way_can_be_asked_for_later_without_moving_anything(tmp_path: Path) -> None:
    before = planned(tmp_path, bank(zone("fraud"), SPARK)).plan
    after = planned(tmp_path, bank(zone("fraud"), SPARK, connections=[MLFLOW])).plan
    old, new = ({r.name: r.priority for r in rules(p, "spark", "host").values()} for p in (before, after))
    assert new == old | {"allow-mlflow-fraud": new["allow-mlflow-fraud"]}
