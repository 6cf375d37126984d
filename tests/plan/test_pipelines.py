"""Pipelines in a plan: subjects of each platform, names of the identities, what each may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.blueprint.language.mlops import Repository
from ringfence.pipeline import decide, noted
from ringfence.plan.identity.federation import issuer, repository_claim
from ringfence.plan.model.mlops.judging import Insights, RetrainAt
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import HandoverStep, Plan, modules
from ringfence.plan.model.services import Elsewhere
from ringfence.plan.model.values import plain
from tests.banks import Tree, bank, connection, flow, planned, zone
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
    assert held(plan, "registerIdentity") == {
        ("tst-model-registrar", "workspace"),
        ("Storage Blob Data Reader", "storage"),
    }
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
    "judged": {"connection": "fraud-keeper-evidence-br", "layer": "bronze", "path": "merchants-kept"},
    "drift": {"layer": "bronze", "path": "merchants-scored", "days": ["Monday"]},
}


@pytest.mark.parametrize(("host", "opened"), [(None, True), ("github.com", True), ("git.bank.example", False)])
def test_a_server_of_the_institution_opens_no_way_to_the_platform(
    tmp_path: Path, host: str | None, opened: bool
) -> None:
    asked = pipelines(["fraud"])
    asked["repository"] = {"organization": "bank", "name": "ml", **({"host": host} if host else {})}
    hosts = ["packages.bank.example", *([host] if host and not opened else [])]
    feed = flow("packages", "fraud", subnets=["agents"], to={"fqdns": hosts})
    trains = zone("fraud", clusters=[{"name": "cpu"}])
    plan = planned(tmp_path, bank(trains, egress=[feed], mlops=asked)).plan
    ways = {
        rule.name
        for _, module in modules(plan)
        for group in module.rule_groups
        for collection in group.collections
        for rule in collection.rules
    }
    assert ("github" in ways) is opened
    assert any(risk.id == "pipelines-platform" for risk in plan.risks) is opened


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A bank with a model that Azure ML trains and watches, and one that Databricks trains."""
    rows = [
        connection("fraud", "lake", "keeper", "evidence", "bronze", access="write"),
        connection("spark", "lake", "keeper", "gold"),
        MLFLOW,
        connection("fraud", "databricksJobs", "spark"),
    ]
    trains = zone("fraud", clusters=[{"name": "cpu"}])
    more: Tree = {"mlops": pipelines(["fraud", "spark"], WATCHED, SPARKED), "institution": CATALOGUED}
    feed = flow("packages", "fraud", subnets=["agents"])
    blueprint = bank(trains, SPARK, KEEPING, connections=rows, egress=[feed], **more)
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
    assert merchants.insights == Insights(treatments=(), counterfactual=False)


def test_that_each_job_may_add_evidence_is_a_risk_that_a_board_accepts(watched: Plan) -> None:
    assert [one.package for one in watched.risks if one.id == "evidence-written-by-jobs"] == ["fraud"]
    reading = decide(FOLDER / "pipelines-that-answer.yaml").plan
    assert "evidence-written-by-jobs" not in {one.id for one in reading.risks}


def test_that_people_may_write_verdicts_is_a_risk_where_pipelines_register_models(watched: Plan) -> None:
    assert [one.package for one in watched.risks if one.id == "verdicts-written-by-people"] == ["fraud"]
    without = decide(FOLDER / "pipelines-undrafted.yaml").plan
    assert (without.mlops is not None and without.mlops.models) == ()
    assert "verdicts-written-by-people" not in {one.id for one in without.risks}


def test_a_model_of_databricks_is_judged_where_it_is_registered(watched: Plan) -> None:
    assert watched.mlops is not None
    claims, merchants = watched.mlops.models
    assert claims.judged is None
    assert merchants.judged is not None
    assert merchants.judged.candidate == "merchants-candidate"
    assert merchants.judged.cluster == "cpu"
    assert merchants.judged.data_path == f"azureml://datastores/{merchants.judged.datastore}/paths/merchants-kept/"
    assert merchants.drift is not None
    assert merchants.drift.datastore == merchants.judged.datastore
    assert merchants.evidence == claims.evidence


def test_a_risk_that_says_that_no_public_address_is_open_is_told_of_no_subnet_with_one(watched: Plan) -> None:
    told = {(risk.id, risk.package) for risk in watched.risks if "hosts-of-other-customers" in risk.id}
    open_subnets = {
        (package.name, group.subnet)
        for package, module in modules(watched)
        for group in module.security_groups
        for rule in group.rules
        if rule.access == "Allow" and rule.direction == "Outbound" and "Internet" in map(str, rule.destinations)
    }
    assert ("fraud", "agents") in open_subnets
    assert told == {("agents-and-hosts-of-other-customers", "fraud")}


def test_agents_reach_the_workspace_whose_jobs_they_start_and_clusters_do_not(watched: Plan) -> None:
    groups = [group for _, module in modules(watched) for group in module.security_groups]
    out = {(rule.name, group.subnet) for group in groups for rule in group.rules if rule.use == "databricksJobs"}
    assert out == {("allow-databricksJobs-spark", "agents"), ("allow-firewall", "endpoints")}
    ways = [
        rule
        for _, module in modules(watched)
        for group in module.rule_groups
        for collection in group.collections
        for rule in collection.rules
        if rule.use == "databricksJobs"
    ]
    (way,) = ways
    assert [str(plain(host)) for host in way.hosts] == ["*.azuredatabricks.net"]
    assert way.protocols == ("Https:443",)
    agents_at = {
        subnet.prefix
        for _, m in modules(watched)
        for n in m.networks
        for subnet in n.subnets
        if subnet.role == "agents"
    }
    assert {source.value for source in way.sources} <= {str(plain(one)) for one in agents_at} | {
        plain(one) for one in agents_at
    }


def test_people_let_the_identity_for_training_start_a_job_of_databricks(watched: Plan) -> None:
    steps = {
        package.name: [one for one in package.handover if one.because.check == "HND58"] for package in watched.packages
    }
    assert {name for name, found in steps.items() if found} == {"fraud"}
    (rights,) = steps["fraud"]
    assert "Can Manage Run" in rights.step
    assert "ml/merchants/databricks.json" in rights.step


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


@pytest.fixture(scope="module")
def answering() -> Plan:
    """A landing zone that trains, one that answers with its model, and one whose endpoint has no model of pipelines."""
    return decide(FOLDER / "pipelines-that-answer.yaml").plan


def test_where_a_model_answers_the_identity_for_release_stands_in_for_the_one_for_deploy(answering: Plan) -> None:
    assert answering.mlops is not None
    found = {
        name: [one.purpose for one in answering.mlops.identities if one.package == name]
        for name in ("fraud", "scoring", "idle")
    }
    assert found == {
        "fraud": ["preview", "deploy", "train", "register", "promote"],
        "scoring": ["preview", "release"],
        "idle": ["preview", "deploy"],
    }


def steps(plan: Plan, package: str) -> list[HandoverStep]:
    """The steps by hand of a package that name an identity of the pipelines."""
    found = next(one for one in plan.packages if one.name == package)
    return [one for one in found.handover if "Give the identity" in one.step]


def test_rights_of_the_deployer_go_to_the_one_identity_that_deploys(answering: Plan) -> None:
    deploys = {
        package: steps(answering, package)[0].step.split()[3].split("-")[-2] for package in ("fraud", "scoring", "idle")
    }
    assert deploys == {"fraud": "deploy", "scoring": "release", "idle": "deploy"}


@pytest.mark.parametrize(("mlops", "role"), [(True, "Reader"), (False, "AzureML Registry User")])
def test_people_write_a_registry_where_no_pipeline_promotes(tmp_path: Path, mlops: bool, role: str) -> None:
    trains = zone("fraud", services={"modelRegistry": {}}, clusters=[{"name": "cpu"}])
    lake = connection("fraud", "lake", "keeper", "bronze")
    model = {"name": "payments", "data": {"connection": lake["name"], "layer": "bronze", "path": "payments"}}
    people = [{"group": "makers", "objectId": "00000000-0000-4000-8000-00000000000b", "personas": ["ml-engineer"]}]
    feed = flow("packages", "fraud", subnets=["agents"])
    more: Tree = {"mlops": pipelines(["fraud"], model), "egress": [feed]} if mlops else {}
    blueprint = bank(trains, KEEPING, connections=[lake], access=people, institution=CATALOGUED, **more)
    found = planned(tmp_path, blueprint).plan
    assert {role for role, scope in held(found, "makers") if scope == "modelRegistry"} == {role}


def test_people_change_endpoints_where_no_pipeline_releases(tmp_path: Path) -> None:
    makers = "access:\n  - {group: makers, objectId: 00000000-0000-4000-8000-00000000000b, personas: [ml-engineer]}\n"
    text = (FOLDER / "pipelines-that-answer.yaml").read_text("utf-8").replace("access:\n", makers)
    (tmp_path / "bank.yaml").write_text(text, "utf-8")
    plan = decide(tmp_path / "bank.yaml").plan
    rights = {
        name: {
            grant.role
            for package, module in modules(plan)
            for grant in module.grants
            if (package.name, grant.principal_name, grant.scope_kind) == (name, "makers", "workspace")
        }
        for name in ("scoring", "idle")
    }
    seen = {"Monitoring Reader"}
    assert rights == {"scoring": {*seen, "Reader", "tst-image-registrar"}, "idle": {*seen, "AzureML Data Scientist"}}


def test_release_reads_the_registry_of_another_landing_zone_and_nothing_confirms_that_it_must(answering: Plan) -> None:
    reading = [
        one for name in ("fraud", "scoring", "idle") for one in steps(answering, name) if "Reader on the" in one.step
    ]
    assert [one.because.check for one in reading] == ["HND56"]
    registry = next(
        one.resource.id
        for _, module in modules(answering)
        for one in module.services
        if one.resource.type.endswith("/registries") and "MachineLearning" in one.resource.type
    )
    assert f"-release-weu Reader on the registry {registry}." in reading[0].step


def test_a_preview_reads_every_group_elsewhere_in_which_its_package_deploys(answering: Plan) -> None:
    for package in answering.packages:
        if package.name in {"fraud", "scoring", "idle"}:
            abroad = {
                f"/subscriptions/{one.subscription.value}/resourceGroups/{one.group.value}"
                for one in (module.scope for module in package.modules)
                if isinstance(one, Elsewhere) and one.subscription.value != package.subscription
            }
            hub = next(right.scope for right in package.rights if right.role == "Network Contributor")
            (step,) = (one.step for one in steps(answering, package.name) if "Reader, and a role with" in one.step)
            assert hub in abroad
            assert {one for one in abroad if one in step} == abroad
            assert "deployments/write" not in step


def test_nodes_of_distributed_training_reach_each_other_and_need_quota_first(answering: Plan) -> None:
    assert answering.mlops is not None
    (model,) = (one for one in answering.mlops.models if one.nodes > 1)
    own = next(package for package in answering.packages if package.name == model.package)
    (cluster,) = (one for module in own.modules for one in module.clusters if plain(one.resource.name) == model.cluster)
    assert (model.nodes <= cluster.max_nodes, cluster.subnet is not None) == (True, True)
    groups = [group for module in own.modules for group in module.security_groups if group.subnet == "compute"]
    among = {
        rule.direction
        for group in groups
        for rule in group.rules
        if rule.access == "Allow" and rule.sources == rule.destinations and rule.ports == ("1024-65535",)
    }
    assert among == {"Inbound", "Outbound"}
    found = noted(decide(FOLDER / "pipelines-that-answer.yaml")).findings
    quota = [(each.path, each.value) for each in found if each.code == "NTE07"]
    path = f"landingZones[name={model.package}].machineLearning.clusters[name={model.cluster}].size"
    assert quota == [(path, cluster.size)]
