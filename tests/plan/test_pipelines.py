"""Pipelines in a plan: subjects of each platform, names of the identities, what each may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.blueprint.language.mlops import Repository
from ringfence.pipeline import decide
from ringfence.plan.identity.federation import issuer, repository_claim
from ringfence.plan.model.mlops.judging import Insights, RetrainAt
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from tests.banks import Tree, bank, connection, planned, zone
from tests.variants import CATALOGUED, KEEPING, MLFLOW, SPARK, pipelines

FOLDER = Path(__file__).parents[1] / "noted"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, "https://token.actions.githubusercontent.com"),
        ("bank.ghe.com", "https://token.actions.bank.ghe.com"),
        ("git.bank.example", "https://git.bank.example/_services/token"),
    ],
)
def test_tokens_are_signed_by_the_host_of_the_repository(host: str | None, expected: str) -> None:
    assert issuer(Repository(organization="bank", name="ml", host=host)) == expected


def test_a_repository_with_ids_is_named_with_them() -> None:
    new = Repository(organization="bank", name="ml", organizationId=7, id=9)
    assert repository_claim(new) == "repo:bank@7/ml@9"
    assert repository_claim(Repository(organization="bank", name="ml")) == "repo:bank/ml"


def held(plan: Plan, symbol: str) -> set[tuple[str, str]]:
    return {(g.role, g.scope_kind) for _, m in modules(plan) for g in m.grants if g.principal_name == symbol}


def test_each_identity_of_github_trusts_one_environment_and_holds_its_roles() -> None:
    plan = decide(FOLDER / "pipelines-of-names.yaml").plan
    subjects = [one.subject for _, module in modules(plan) for one in module.credentials]
    assert subjects == [f"repo:bank/ml:environment:prod-{each}" for each in ("preview", "deploy", "train", "register")]
    assert held(plan, "previewIdentity") == {("Reader", "subscription"), ("tst-pipeline-previewer", "subscription")}
    assert held(plan, "trainIdentity") == {("tst-model-trainer", "workspace"), ("tst-mlflow-artifacts", "storage")}
    assert held(plan, "registerIdentity") == {("tst-model-registrar", "workspace")}
    assert held(plan, "deployIdentity") == set()


def test_the_pipelines_of_a_plan_are_the_identities_of_its_packages() -> None:
    plan = decide(FOLDER / "pipelines-of-names.yaml").plan
    made = {one.resource.id for _, module in modules(plan) for one in module.identities if module.name == "pipelines"}
    assert plan.mlops is not None
    assert {one.id for one in plan.mlops.identities} == made


def test_before_drafts_identities_of_azure_devops_trust_nothing() -> None:
    plan = decide(FOLDER / "pipelines-undrafted.yaml").plan
    assert [one for _, module in modules(plan) for one in module.credentials] == []
    assert [len(module.trusts) for _, module in modules(plan) if module.trusts] == [4]
    assert plan.mlops is not None
    assert {one.connection for one in plan.mlops.identities} == {
        f"fraud-{each}" for each in ("preview", "deploy", "train", "register")
    }


WATCHED: Tree = {
    "name": "claims",
    "data": {"connection": "fraud-keeper-evidence-br", "layer": "bronze", "path": "claims"},
    "drift": {"layer": "bronze", "path": "scored", "days": ["Monday", "Friday"], "at": "05:30"},
    "responsibleAi": {"causal": {"treatment": ["amount"]}, "counterfactual": True},
}
SPARKED: Tree = {
    "name": "merchants",
    "data": {"connection": "spark-keeper-gold", "path": "merchants"},
    "trainedIn": "databricks",
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A bank with a model that Azure ML trains and watches, and one that Databricks trains."""
    rows = [
        connection("fraud", "lake", "keeper", "evidence", "bronze", access="write"),
        connection("spark", "lake", "keeper", "gold"),
        MLFLOW,
    ]
    trains = zone("fraud", clusters=[{"name": "cpu"}])
    asked = pipelines(["fraud", "spark"], WATCHED, SPARKED)
    blueprint = bank(trains, SPARK, KEEPING, connections=rows, mlops=asked, institution=CATALOGUED)
    return planned(tmp_path_factory.mktemp("watched"), blueprint).plan


def test_scored_rows_and_evidence_are_where_connections_lead(watched: Plan) -> None:
    assert watched.mlops is not None
    claims, merchants = watched.mlops.models
    assert claims.drift is not None
    known = {store for one in watched.mlops.stages[0].zones for store in one.datastores}
    assert {claims.drift.datastore, *claims.evidence} <= known
    assert claims.drift.data_path == f"azureml://datastores/{claims.drift.datastore}/paths/scored/"
    assert claims.drift.starts == RetrainAt(days=("Monday", "Friday"), hour=5, minute=30)
    assert claims.insights == Insights(treatments=("amount",), counterfactual=True)
    assert len(claims.evidence) == 1
    assert (merchants.drift, merchants.insights) == (None, Insights(treatments=(), counterfactual=False))


def test_people_let_the_identity_for_training_start_a_job_of_databricks(watched: Plan) -> None:
    steps = {
        package.name: [one for one in package.handover if one.because.check == "HND58"] for package in watched.packages
    }
    assert {name for name, found in steps.items() if found} == {"fraud"}
    rights, way = steps["fraud"]
    assert "Can Manage Run" in rights.step
    assert "ml/merchants/databricks.json" in rights.step
    assert "TCP 443" in way.step


def agents(plan: Plan) -> Module:
    return next(module for _, module in modules(plan) if module.name in {"runner-set", "agent-pool"})


def test_runners_of_github_have_no_identity_and_no_public_address() -> None:
    made = agents(decide(FOLDER / "pipelines-of-names.yaml").plan)
    (runners,) = made.services
    assert not [link for link in runners.links if "identity" in link.lower() or "publicip" in link.lower()]
    assert runners.values["sku.capacity"].value == 4
    assert [path.rsplit(".", 2)[-2] for path in runners.links] == ["subnet"]


def test_a_pool_of_azure_devops_has_a_delegated_subnet_and_one_right_of_microsoft() -> None:
    plan = decide(FOLDER / "pipelines-undrafted.yaml").plan
    subnets = [one for _, module in modules(plan) for network in module.networks for one in network.subnets]
    assert [one.role for one in subnets if one.delegation == "Microsoft.DevOpsInfrastructure/pools"] == ["agents"]
    assert held(plan, "devOpsInfrastructure") == {("tst-pool-network", "virtualNetwork")}
    assert "pipeline-access-network" in agents(plan).after


def test_agents_reach_the_hosts_of_their_platform_and_no_other() -> None:
    def hosts(name: str) -> set[str]:
        groups = [g for _, module in modules(decide(FOLDER / name).plan) for g in module.rule_groups]
        rules = [rule for group in groups for collection in group.collections for rule in collection.rules]
        return {str(host.value) for rule in rules for host in rule.hosts}

    assert "github.com" in hosts("pipelines-of-names.yaml")
    assert "dev.azure.com" not in hosts("pipelines-of-names.yaml")
    assert "dev.azure.com" in hosts("pipelines-undrafted.yaml")
    assert "github.com" not in hosts("pipelines-undrafted.yaml")
