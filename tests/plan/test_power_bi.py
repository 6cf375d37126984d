"""A landing zone for Power BI: one delegated subnet, ways to lakes and SQL, a reader, and what lakes let in for it."""

from __future__ import annotations

from ipaddress import IPv4Network
from pathlib import Path

import pytest

from ringfence.plan.model.network import SecurityGroup, Subnet
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import plain
from ringfence.rules import check
from tests.banks import PERSON, Tree, bank, connection, planned, zone
from tests.feature_examples import workload
from tests.variants import CAPACITY, READER, REPORTING, SPARK, WORKSPACE

LAKE, SQL = connection("reporting", "lake", "lake", "gold"), connection("reporting", "sql", "spark")


def tree(**more: object) -> Tree:
    lake = zone("lake", "dataLake", accounts="one-a-layer")
    return bank(lake, SPARK, REPORTING, connections=[LAKE, SQL], **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("power-bi"), tree()).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def subnet(plan: Plan) -> Subnet:
    (found,) = [s for m in package(plan, "reporting").modules for n in m.networks for s in n.subnets]
    return found


def group(plan: Plan, name: str, role: str) -> SecurityGroup:
    groups = (g for module in package(plan, name).modules for g in module.security_groups)
    return next(one for one in groups if one.subnet == role)


def test_its_one_subnet_is_delegated_and_holds_five_the_members_and_two(plan: Plan) -> None:
    assert subnet(plan).delegation == "Microsoft.PowerPlatform/vnetaccesslinks"
    assert subnet(plan).needed == 5 + 3 + 2
    assert plain(subnet(plan).name) == "snet-powerbi"


def test_the_subnet_has_no_service_endpoint(plan: Plan) -> None:
    assert subnet(plan).service_endpoints == ()
    assert subnet(plan).route_table is not None


def test_a_pool_that_begins_in_the_range_of_the_gateway_is_cut_behind_it(tmp_path: Path) -> None:
    own = zone("reporting", "powerBi", capacityId=CAPACITY, reader=READER)
    pools = ["10.0.1.0/24", "10.0.8.0/21", "10.9.0.0/22"]
    made = planned(tmp_path, bank(own, addressPools=pools, hub={"addressSpace": "10.9.0.0/22"}))
    assert plain(subnet(made.plan).prefix).subnet_of(IPv4Network("10.0.8.0/21"))


def test_members_reach_each_other_and_nothing_else_reaches_them(plan: Plan) -> None:
    rules = group(plan, "reporting", "powerbi").rules
    inbound = [rule.name for rule in rules if rule.direction == "Inbound" and rule.access == "Allow"]
    assert inbound == ["allow-gateway-members-inbound"]
    outbound = {rule.name: rule.ports for rule in rules if rule.direction == "Outbound" and rule.access == "Allow"}
    assert outbound["allow-entra-sign-in"] == ("443",)
    assert outbound["allow-certificate-status"] == ("80",)
    assert outbound["allow-lake-lake"] == outbound["allow-sql-spark"] == ("443",)


def test_the_firewall_admits_the_account_of_gold_alone_and_the_workspace(plan: Plan) -> None:
    rules = [
        rule
        for module in package(plan, "connectivity").modules
        for rules in module.rule_groups
        for collection in rules.collections
        for rule in collection.rules
        if rule.start == "reporting"
    ]
    hosts = {rule.name: [host.value for host in rule.hosts] for rule in rules}
    assert hosts.keys() == {"lake-lake", "sql-spark"}
    assert len(hosts["lake-lake"]) == 2
    assert all("gold" in host for host in hosts["lake-lake"])
    assert hosts["sql-spark"] == ["*.azuredatabricks.net"]


def test_members_have_a_public_way_on_port_80_and_none_to_other_workspaces(plan: Plan) -> None:
    told = {(risk.id, risk.package) for risk in plan.risks if "hosts-of-other-customers" in risk.id}
    assert {name for name, _ in told} == {"hosts-of-other-customers"}


def test_the_databricks_workspace_lets_the_firewall_in_for_it(plan: Plan) -> None:
    rules = {rule.name: rule for rule in group(plan, "spark", "endpoints").rules}
    assert rules["allow-firewall"].ports == ("443",)


def test_the_reader_reads_gold_and_nothing_else(plan: Plan) -> None:
    held = [
        grant
        for one in plan.packages
        for module in one.modules
        for grant in module.grants
        if isinstance(grant, Grant) and grant.principal_name == "gold-readers"
    ]
    assert [(grant.role, grant.scope_id.rsplit("/", 1)[-1], grant.principal_type) for grant in held] == [
        ("Storage Blob Data Reader", "gold", "Group")
    ]


def test_a_reader_that_access_names_too_has_one_role_assignment(tmp_path: Path) -> None:
    layers = [{"lake": "lake", "layers": ["gold"], "reason": "Scientists look at gold."}]
    made = planned(tmp_path, tree(access=[{"group": "gold-people", "objectId": PERSON, "layers": layers}]))
    held = [
        grant.principal_name
        for module in package(made.plan, "lake").modules
        for grant in module.grants
        if grant.principal.value == PERSON
    ]
    assert held == ["gold-people"]


def test_a_catalog_lets_the_reader_of_gold_read_its_tables(tmp_path: Path) -> None:
    layers = [{"lake": "lake", "layers": ["gold"], "reason": "Stewards curate."}]
    access = [{"group": "stewards", "objectId": PERSON.replace("5d1c", "5d1d"), "layers": layers}]
    catalog = {"name": "sales", "domain": "sales", "owner": "stewards", "layers": ["gold"], "workspaces": ["spark"]}
    lake = zone("lake", "dataLake", catalogs=[catalog])
    rows = [LAKE, SQL, connection("spark", "lake", "lake", "gold", access="write")]
    made = planned(tmp_path, bank(lake, SPARK, REPORTING, connections=rows, access=access))
    (found,) = [one for module in package(made.plan, "lake").modules for one in module.catalogs]
    assert [(one.group, one.layer) for one in found.readers] == [("gold-readers", "gold"), ("stewards", "gold")]
    assert list(check(made.plan)) == []


def test_serverless_sql_is_reached_by_name_on_both_ports(tmp_path: Path) -> None:
    warehouse = zone("warehouse", "synapse", **(workload("synapse") | {"lake": "lake"}))
    rows = [
        connection("reporting", "sql", "warehouse"),
        LAKE,
        connection("warehouse", "lake", "lake", "gold"),
    ]
    made = planned(tmp_path, bank(zone("lake", "dataLake"), warehouse, REPORTING, connections=rows))
    (rule,) = [
        rule
        for module in package(made.plan, "connectivity").modules
        for rules in module.rule_groups
        for collection in rules.collections
        for rule in collection.rules
        if rule.name == "sql-warehouse"
    ]
    assert rule.protocols == ("Https:443", "Mssql:1433")
    assert [host.value.partition(".")[2] for host in rule.hosts] == ["sql.azuresynapse.net"]
    inbound = {one.name: one for one in group(made.plan, "warehouse", "endpoints").rules}
    assert inbound["allow-firewall"].ports == ("443", "1433")
    assert list(check(made.plan)) == []


def test_the_account_of_gold_alone_lets_the_workspace_in_by_its_id_in_lower_case(plan: Plan) -> None:
    admitted = {
        layers.layers[0].name: [one.id for one in layers.instances]
        for module in package(plan, "lake").modules
        for layers in module.layers
    }
    assert admitted["bronze"] == admitted["silver"] == []
    (found,) = admitted["gold"]
    assert found.endswith(f"/providers/Microsoft.Fabric/workspaces/{WORKSPACE}")
    assert found.startswith("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Fabric/")
    assert [(one.name, one.owner, one.review_by) for one in plan.instances] == [
        ("finance", "bi@bank.example", "2027-05-31")
    ]


def test_the_package_grants_no_right_on_dns_zones_that_it_does_not_use(plan: Plan) -> None:
    roles = {right.role for right in package(plan, "reporting").rights}
    assert "Private DNS Zone Contributor" not in roles
    assert "Private DNS Zone Contributor" in {right.role for right in package(plan, "lake").rights}


def test_what_the_wildcard_leaves_open_is_an_accepted_risk(plan: Plan) -> None:
    risks = {risk.name for risk in plan.risks if risk.package == "reporting"}
    assert any("other customers' hosts of Azure Databricks workspace" in name for name in risks)
    assert any(risk.name.endswith("lets in Microsoft.Fabric/workspaces finance") for risk in plan.risks)


def test_the_gateway_is_asked_for_in_the_subnet_of_the_package(plan: Plan) -> None:
    (made,) = package(plan, "reporting").remote
    values = {one.path: one.value for one in (*made.fixed, *made.changeable)}
    assert values["virtualNetworkAzureResource.subnetName"] == "snet-powerbi"
    assert values["numberOfMemberGateways"] == 3
    assert values["capacityId"] == CAPACITY
    assert not made.because.confirmed


def test_a_service_principal_reads_as_one(tmp_path: Path) -> None:
    reader = {**READER, "kind": "servicePrincipal", "name": "bi-reader"}
    own = zone("reporting", "powerBi", capacityId=CAPACITY, reader=reader)
    made = planned(tmp_path, bank(zone("lake", "dataLake"), own, connections=[LAKE])).plan
    types = {
        grant.principal_type
        for one in made.packages
        for module in one.modules
        for grant in module.grants
        if grant.principal_name == "bi-reader"
    }
    assert types == {"ServicePrincipal"}
