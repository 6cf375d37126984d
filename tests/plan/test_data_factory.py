"""A factory: what its connections lead to and nothing else, least rights a container, an example pipeline."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from ringfence.plan.model.network import SecurityRule
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.services import Service
from ringfence.plan.model.values import plain
from tests.banks import Tree, bank, connection, planned, zone
from tests.factories import BANK, CALL, LAYERS, SCORING, SPARKED, factory

CHILDREN = "Microsoft.DataFactory/factories/"


def package(plan: Plan, name: str = "integration") -> Package:
    return next(one for one in plan.packages if one.name == name)


def made(plan: Plan, type_: str) -> dict[str, Service]:
    """The children of the factory of a type, by name."""
    found = (one for module in package(plan).modules for one in module.services)
    return {plain(one.resource.name): one for one in found if one.resource.type == f"{CHILDREN}{type_}"}


def rights(plan: Plan) -> set[tuple[str, str]]:
    """What the factory's identity holds: a role, and the last part of what it is on."""
    grants = [grant for module in package(plan).modules for grant in module.grants]
    return {(one.role, one.scope_id.rsplit("/", 1)[-1]) for one in grants if one.principal_name == "factoryIdentity"}


def let_out(plan: Plan, *, subnet: str = "runtime") -> list[SecurityRule]:
    groups = [group for module in package(plan).modules for group in module.security_groups]
    rules = next(group.rules for group in groups if group.subnet == subnet)
    return [rule for rule in rules if rule.access == "Allow" and rule.direction == "Outbound"]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("plan"), SPARKED).plan


def without(tree: Tree, *gone: Tree) -> Tree:
    """The bank without these connections."""
    return {**copy.deepcopy(tree), "connections": [row for row in tree["connections"] if row not in gone]}


def test_each_connection_has_its_managed_endpoints_and_each_endpoint_its_connection(plan: Plan) -> None:
    wanted = [one for module in package(plan).modules for one in module.managed_endpoints]
    assert {(one.name, one.part) for one in wanted} == {
        ("key-vault", "vault"),
        ("lake-lake-blob", "blob"),
        ("lake-lake-dfs", "dfs"),
        ("scoring-amlworkspace", "amlworkspace"),
        ("scoring-blob", "blob"),
        ("spark-databricks-ui-api", "databricks_ui_api"),
        ("sql-ledger", "sqlServer"),
    }
    assert set(made(plan, "managedVirtualNetworks/managedPrivateEndpoints")) == {one.name for one in wanted}
    assert {one.owner for one in wanted if one.name == "sql-ledger"} == {"ledger@bank.example"}


def test_without_connections_a_factory_reaches_its_vault_alone(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(factory())).plan
    assert list(made(plan, "managedVirtualNetworks/managedPrivateEndpoints")) == ["key-vault"]
    assert list(made(plan, "linkedservices")) == ["key_vault"]
    assert made(plan, "pipelines") == {}
    assert len(rights(plan)) == 1


def test_rights_are_least_a_container_and_none_on_databricks(plan: Plan) -> None:
    held = {(role, on) for role, on in rights(plan) if role != "Key Vault Secrets User"}
    assert {role for role, _ in held} == {
        *("Storage Blob Data Reader", "Storage Blob Data Contributor", "tb-batch-caller", "tb-batch-runner")
    }
    assert {on for role, on in held if role.startswith("Storage")} == {"bronze", "silver", "gold", "scores"}
    assert ("Storage Blob Data Reader", "bronze") in held
    assert ("Storage Blob Data Contributor", "scores") not in held
    assert {on.split("-")[0] for role, on in held if role == "tb-batch-caller"} == {"nightly"}


@pytest.mark.parametrize("gone", [*LAYERS, CALL], ids=lambda row: row["name"])
def test_the_example_pipeline_needs_each_of_its_connections(gone: Tree, tmp_path: Path) -> None:
    assert list(made(planned(tmp_path, BANK).plan, "pipelines")) == ["bronze_to_scores"]
    (tmp_path / "less").mkdir()
    assert made(planned(tmp_path / "less", without(BANK, gone)).plan, "pipelines") == {}


def test_linked_services_sign_in_as_the_identity_and_databricks_has_one_only_when_asked(
    plan: Plan, tmp_path: Path
) -> None:
    links = made(plan, "linkedservices")
    assert set(links) == {"databricks_spark", "key_vault", "lake_lake", "scores_scoring"}
    for link in links.values():
        said = {one.path: one.value for one in link.properties}
        assert said["properties.typeProperties.credential.referenceName"] == "factory-identity"
        assert said["properties.connectVia.referenceName"] == "managed"
    assert "databricks_spark" not in made(planned(tmp_path, BANK).plan, "linkedservices")


def test_the_pipeline_calls_the_endpoint_and_writes_scores_to_blobs(plan: Plan) -> None:
    pipeline = made(plan, "pipelines")["bronze_to_scores"]
    values = {path.split(".")[2]: str(given.value) for path, given in pipeline.values.items()}
    assert values["endpoint"].startswith("https://nightly-")
    assert values["endpoint"].endswith(".westeurope.inference.ml.azure.com/jobs")
    assert values["input"] == "azureml://datastores/lake_gold/paths/"
    assert values["output"] == "azureml://datastores/scores/paths/"
    scoring = [one.resource for module in package(plan, "scoring").modules for one in module.services]
    assert {one.kind for one in scoring if plain(one.name) == "scores"} == {"score-container", "score-store"}


def test_a_landing_zone_whose_endpoints_are_not_called_has_no_container_of_scores(tmp_path: Path) -> None:
    plan = planned(tmp_path, without(BANK, CALL)).plan
    assert [module.name for module in package(plan, "scoring").modules if module.name == "score-store"] == []


def test_two_calls_of_one_landing_zone_grant_each_right_once(tmp_path: Path) -> None:
    more = connection("integration", "batchEndpoint", "scoring", name="weekly-run", endpoint="weekly")
    plan = planned(tmp_path, {**copy.deepcopy(BANK), "connections": [*BANK["connections"], more]}).plan
    grants = [grant.resource.id for module in package(plan).modules for grant in module.grants]
    assert len(grants) == len(set(grants))
    assert sum(role == "tb-batch-caller" for role, _ in rights(plan)) == 2
    assert sum(role == "tb-batch-runner" for role, _ in rights(plan)) == 1


def test_machines_of_a_self_hosted_runtime_reach_what_is_named_and_nothing_else(plan: Plan, tmp_path: Path) -> None:
    assert [rule.name for rule in let_out(plan)] == [
        *("allow-private-endpoints", "allow-runtime-nodes-outbound", "allow-entra-sign-in"),
        *("allow-dns-udp", "allow-dns-tcp", "allow-lake-lake"),
    ]
    assert let_out(planned(tmp_path, BANK).plan) == []


def test_the_key_of_a_self_hosted_runtime_is_handed_over_and_stands_nowhere(plan: Plan) -> None:
    steps = [row.step for row in package(plan).handover]
    assert any("registration key" in step for step in steps)
    runtime = made(plan, "integrationRuntimes")["self-hosted"]
    assert (runtime.values, runtime.links, runtime.reads) == ({}, {}, {})


def test_one_factory_has_the_studio(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(factory(), factory("second", portal=False))).plan
    packages = [package(plan, name) for name in ("integration", "second")]
    doors = [one.group for each in packages for module in each.modules for one in module.endpoints]
    assert [group for group in doors if group != "vault"] == ["dataFactory", "portal", "dataFactory"]


def test_what_stays_open_is_an_accepted_risk(plan: Plan, tmp_path: Path) -> None:
    mine = [risk for risk in plan.risks if risk.package == "integration"]
    names = {risk.name for risk in mine}
    assert "pipelines can reach every public endpoint, and the hub does not see it" in names
    assert any("6809a3d0" in risk.remedy for risk in mine)
    assert "the factory becomes an admin of the Databricks workspace" in names
    less = {risk.name for risk in planned(tmp_path, bank(SCORING, zone("lake", "dataLake"), factory())).plan.risks}
    assert "the factory becomes an admin of the Databricks workspace" not in less
    assert "machines of the self-hosted runtime keep credentials of linked services" not in less
