"""Databricks: which private endpoints, rules and rights a workspace gets, with and without back-end private link."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.catalog.tables import databricks_hosts, regions
from ringfence.diagnostics import Rejected
from ringfence.pack.text.cells import text
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityRule, Subnet
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import plain
from tests.banks import bank, connection, planned, zone
from tests.variants import OPEN_SPARK, SPARK, databricks

LAKE = zone("lake", "dataLake", accounts="one-a-layer")
WRITES = connection("spark", "lake", "lake", "silver", access="write")


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, bank(SPARK, OPEN_SPARK, LAKE, connections=[WRITES])).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def doors(plan: Plan, name: str) -> dict[str, str]:
    """What the private endpoints of a package lead to, by group."""
    return {e.group: e.target.value for m in package(plan, name).modules for e in m.endpoints}


def rules(plan: Plan, name: str, role: str) -> dict[str, SecurityRule]:
    groups = [group for module in package(plan, name).modules for group in module.security_groups]
    return {rule.name: rule for group in groups if group.subnet == role for rule in group.rules}


def firewall(plan: Plan, name: str) -> dict[str, FirewallRule]:
    collections = [c for _, m in modules(plan) for group in m.rule_groups for c in group.collections]
    return {rule.name: rule for c in collections if c.name.endswith(f"-{name}") for rule in c.rules}


def subnet(plan: Plan, name: str, role: str) -> Subnet:
    networks = [network for module in package(plan, name).modules for network in module.networks]
    return next(one for network in networks for one in network.subnets if one.role == role)


def test_one_workspace_of_a_region_answers_sign_in_and_each_has_one_endpoint(plan: Plan) -> None:
    assert set(doors(plan, "spark")) == {"databricks_ui_api", "browser_authentication", "blob", "dfs"}
    assert set(doors(plan, "etl")) == {"databricks_ui_api", "blob", "dfs"}


def test_the_root_account_is_reached_where_databricks_makes_it(plan: Plan) -> None:
    (workspace,) = [s for m in package(plan, "spark").modules for s in m.services if s.makes]
    group, account = workspace.makes
    assert doors(plan, "spark")["blob"] == doors(plan, "spark")["dfs"] == account
    assert account.startswith(f"{group}/providers/")
    assert workspace.values["properties.managedResourceGroupId"].value == group


def test_each_node_takes_an_address_in_two_subnets_of_one_size(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(databricks("spark", nodes=60))).plan
    sizes = {plain(subnet(plan, "spark", role).prefix).prefixlen for role in ("host", "container")}
    assert sizes == {25}  # 60 nodes, 18 to grow, 5 that Azure keeps


def test_with_private_link_the_plan_writes_the_rules_of_the_nodes(plan: Plan) -> None:
    found = rules(plan, "spark", "host")
    nodes = [subnet(plan, "spark", role).prefix for role in ("host", "container")]
    inward = found["allow-cluster-nodes-inbound"]
    assert text(inward.sources) == text(inward.destinations) == text(nodes)
    assert "AzureDatabricks" not in {str(place) for rule in found.values() for place in rule.destinations}
    assert "relay" not in firewall(plan, "spark")


def test_without_it_databricks_writes_them_and_the_firewall_admits_the_region(plan: Plan) -> None:
    assert not {"allow-cluster-nodes-inbound", "allow-artifacts", "allow-relay"} & set(rules(plan, "etl", "host"))
    found = firewall(plan, "etl")
    assert {host.value for host in found["relay"].hosts} == {
        "tunnel.westeurope.azuredatabricks.net",
        "tunnel.westeuropec2.azuredatabricks.net",
    }
    assert found["control-plane"].ports == ("443", "8443-8451")
    assert found["service-events"].kind == "network"
    assert all(
        rule.hosts or rule.name in ("control-plane", "control-plane-extension", "entra-sign-in")
        for rule in found.values()
    )


def test_open_access_is_a_risk_that_names_its_remedy(plan: Plan) -> None:
    risks = [risk for risk in plan.risks if "publicNetworkAccess is Enabled" in risk.name]
    assert [(risk.package, risk.remedy) for risk in risks] == [("etl", "Set databricks.privateLink: full.")]


def test_hosts_in_other_regions_are_a_risk(plan: Plan) -> None:
    assert {risk.package for risk in plan.risks if "North Europe" in risk.name} == {"spark", "etl"}


def test_the_connector_writes_the_layer_and_both_subnets_reach_it(plan: Plan) -> None:
    grants = [grant for module in package(plan, "lake").modules for grant in module.grants]
    held = [grant for grant in grants if grant.principal_name == "sparkConnectorIdentity"]
    account = held[0].scope_id.partition("/blobServices/")[0]
    assert [(grant.role, grant.scope_id) for grant in held] == [
        ("Storage Blob Data Contributor", f"{account}/blobServices/default/containers/silver"),
        ("Storage Blob Delegator", account),
    ]
    way = firewall(plan, "spark")["lake-lake"]
    nodes = {plain(subnet(plan, "spark", role).prefix) for role in ("host", "container")}
    assert {plain(place) for place in way.sources} == nodes
    assert "allow-lake-lake" in rules(plan, "spark", "host").keys() & rules(plan, "spark", "container").keys()


def test_a_region_without_known_hosts_is_refused(tmp_path: Path) -> None:
    tree = bank(databricks("spark"), regions=["switzerlandnorth"])
    with pytest.raises(Rejected) as refused:
        planned(tmp_path, tree)
    assert {found.code for found in refused.value.report.findings} == {"DBX02"}


def test_security_groups_name_the_regions_of_what_the_firewall_names(plan: Plan) -> None:
    """The tags of a service alone would hold the accounts of every customer in every region."""
    found = {
        name: rule.destinations
        for name, rule in rules(plan, "spark", "host").items()
        if any(str(tag).split(".")[0] in ("Storage", "EventHub", "Sql") for tag in rule.destinations)
    }
    assert found == {
        "allow-artifacts": ("Storage.westeurope",),
        "allow-artifacts-northeurope": ("Storage.northeurope",),
        "allow-service-logs": ("Storage.westeurope",),
        "allow-service-events": ("EventHub.westeurope",),
        "allow-metastore": ("Sql.westeurope",),
    }
    for name, (tag,) in found.items():
        assert any(f"{tag} is every customer's" in reason.text for reason in rules(plan, "spark", "host")[name].because)


@pytest.mark.parametrize("region", sorted(databricks_hosts()))
def test_the_name_of_each_listed_host_tells_a_region_that_the_table_has(region: str) -> None:
    row = databricks_hosts()[region]
    elsewhere = {name for name, one in regions().items() if one.display in row.elsewhere.split(" and ")}
    for column in ("artifacts", "logs", "events", "metastore"):
        places = row.places(column)
        assert places
        assert set(places) <= {region, *elsewhere}
