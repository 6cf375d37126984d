"""Inference: a network that Azure manages, endpoints in it, models from a registry in another landing zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.pack.runbook.registry import registry_scripts
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.services import Elsewhere, Grant
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.render.package import render_package
from tests.banks import Tree, bank, planned, zone
from tests.variants import INFERENCE, KEY, PEOPLE, SUPPLIED, inference

APPROVER = "Azure AI Enterprise Network Connection Approver"
REGISTERING = zone("fraud", services={"modelRegistry": {}})


def scoring_bank(**more: object) -> Tree:
    """Fraud trains and registers, scoring answers."""
    scoring = inference("scoring", **{**INFERENCE, **more})
    return bank(REGISTERING, scoring, connections=[SUPPLIED], access=PEOPLE)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, scoring_bank()).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def module(plan: Plan, name: str, of: str = "scoring") -> Module:
    return next(one for one in package(plan, of).modules if one.name == name)


def grants(plan: Plan, holder: str, of: str = "scoring") -> list[Grant]:
    held = (grant for one in package(plan, of).modules for grant in one.grants)
    return [grant for grant in held if grant.principal_name == holder]


def order(plan: Plan, *names: str) -> list[int]:
    """Where modules stand in the package, in which each comes after what it waits for."""
    found = [one.name for one in package(plan, "scoring").modules]
    return [found.index(name) for name in names]


def test_nothing_of_it_runs_in_a_network_of_ours(plan: Plan) -> None:
    (network,) = module(plan, "network").networks
    assert [subnet.role for subnet in network.subnets] == ["endpoints"]
    assert {cluster.subnet for cluster in module(plan, "compute").clusters} == {None}
    assert "subnet:" not in render_package(package(plan, "scoring"))["modules/compute.bicep"]


def test_only_what_is_needed_gets_out_and_the_rest_has_an_owner(plan: Plan) -> None:
    rules = {rule.name: rule for rule in module(plan, "inference-workspace").outbound_rules}
    assert {name: rule.part for name, rule in rules.items()} == {
        "lists": "",
        "model-registry": "amlregistry",
        "storage-queue": "queue",
        "storage-table": "table",
    }
    assert rules["lists"].owner
    assert rules["lists"].review_by == "2027-05-31"
    assert all(rule.because[0].source for rule in rules.values())


def test_without_batch_and_registry_no_way_is_opened(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(zone("fraud"), inference("scoring", online=[{"name": "score"}]))).plan
    assert module(plan, "inference-workspace").outbound_rules == ()
    assert not [one for one in package(plan, "scoring").modules if one.name in {"registry-access", "batch-endpoints"}]


def test_the_workspace_may_approve_every_private_endpoint_of_its_network(plan: Plan) -> None:
    scopes = {grant.scope_id for grant in grants(plan, "workspaceIdentity") if grant.role == APPROVER}
    registry = module(plan, "model-registry", "fraud").services[0].resource.id
    group = registry.replace("-fraud-", "-scoring-").split("/providers/")[0]
    assert scopes == {registry, group}


def test_rights_come_before_the_workspace_and_endpoints_after_what_they_stand_on(plan: Plan) -> None:
    places = order(
        plan,
        *("identity-access", "registry-access", "inference-workspace", "inference-workspace-endpoints"),
        *("workspace-access", "compute", "online-endpoints", "batch-endpoints"),
    )
    assert places == sorted(places)
    workspace, online = module(plan, "inference-workspace"), module(plan, "online-endpoints")
    assert {"identity-access", "registry-access", "storage-endpoints"} <= set(workspace.after)
    assert {"inference-workspace-endpoints", "workspace-access", "compute"} <= set(online.after)


def test_models_come_from_the_registry_of_another_package_and_are_only_read(plan: Plan) -> None:
    there = module(plan, "registry-access")
    assert isinstance(there.scope, Elsewhere)
    assert there.scope.group.value == "rg-tb-fraud-workload"
    roles = {grant.role for grant in there.grants}
    assert roles == {APPROVER, "Reader"}
    names = [package.name for package in plan.packages]
    assert names.index("fraud") < names.index("scoring")
    online = module(plan, "online-endpoints").online_deployments
    assert {one.served.model for one in online} == {
        f"azureml://registries/mlr-tb-fraud/models/payments/versions/{number}" for number in (1, 2, 3)
    }


def test_each_source_of_an_environment_has_its_own_address(plan: Plan) -> None:
    served = [one.served for one in module(plan, "online-endpoints").online_deployments]
    served += [one.served for one in module(plan, "batch-endpoints").batch_deployments]
    found = [one.environment or "" for one in served]
    workspace = module(plan, "inference-workspace").services[0].resource.id
    assert found == [
        "",
        "azureml://registries/mlr-tb-fraud/environments/image/versions/2",
        "azureml://registries/azureml/environments/image/versions/1",
        f"{workspace}/environments/image/versions/4",
    ]


def test_a_change_of_traffic_changes_values_only(tmp_path: Path) -> None:
    texts = []
    for number, blue in enumerate((80, 70)):
        (tmp_path / str(number)).mkdir()
        online = [{**INFERENCE["online"][0], "traffic": {"blue": blue, "dark-green": 100 - blue}}]
        plan = planned(tmp_path / str(number), scoring_bank(online=online)).plan
        texts.append(render_package(package(plan, "scoring")))
    changed = {path for path in texts[0] if texts[0][path] != texts[1][path]}
    assert changed == {"main.bicepparam"}


def test_endpoints_of_two_landing_zones_may_share_a_name(tmp_path: Path) -> None:
    zones = [inference(name, online=[{"name": "score"}]) for name in ("one", "two")]
    plan = planned(tmp_path, bank(zone("fraud"), *zones)).plan
    names = [plain(module(plan, "online-endpoints", of).online_endpoints[0].resource.name) for of in ("one", "two")]
    assert len(set(names)) == 2
    assert all(name.startswith("score-") and len(name) == len("score-") + 5 for name in names)


def test_hours_begin_and_end_and_every_bound_has_the_same_rules(plan: Plan) -> None:
    (scale,) = module(plan, "online-endpoints").autoscales
    assert [profile.name for profile in scale.profiles] == [
        *("usual", "day", '{"name":"usual","for":"day"}', "sunday", '{"name":"usual","for":"sunday"}'),
    ]
    begins = [(p.recurrence.hour, p.recurrence.minute) for p in scale.profiles if p.recurrence]
    assert begins == [(7, 30), (18, 0), (0, 0), (23, 59)]
    assert [(rule.metric, change.direction) for rule in scale.rules for change in rule.changes] == [
        ("CpuUtilizationPercentage", "Increase"),
        ("CpuUtilizationPercentage", "Decrease"),
        ("RequestLatency", "Increase"),
        ("RequestsPerMinute", "Increase"),
        ("RequestsPerMinute", "Decrease"),
    ]


def test_callers_have_a_right_on_their_endpoint_alone(plan: Plan) -> None:
    mine = [grant for grant in grants(plan, "scientists") if grant.custom]
    assert [(grant.role, grant.scope_kind) for grant in mine] == [("tb-online-caller", "endpoints")]
    assert mine[0].scope_id.rsplit("/", 1)[-1].startswith("score-")
    assert {grant.role for grant in grants(plan, "scientists") if grant.scope_kind == "workspace"} == {"Reader"}


def test_a_key_of_ones_own_is_named_granted_and_nothing_else_changes(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(zone("fraud"), inference("scoring", customerManagedKey=KEY))).plan
    access = module(plan, "key-access")
    assert [grant.role for grant in access.grants] == ["Key Vault Crypto Service Encryption User"]
    assert access.grants[0].scope_id == KEY["keyVaultId"]
    text = render_package(package(plan, "scoring"))["modules/inference-workspace.bicep"]
    assert "keyIdentifier: customerKeyUri" in text
    assert KEY["keyUri"] not in text
    rights = [right.scope for right in package(plan, "scoring").rights]
    assert KEY["keyVaultId"] in rights


@pytest.mark.parametrize(
    ("cloud", "region", "application"),
    [
        ("AzureCloud", "westeurope", "a232010e-820c-4083-83bb-3ace5fc29d0b"),
        ("AzureUSGovernment", "usgovvirginia", "57506a73-e302-42a9-b869-6f12d9ec29e9"),
    ],
)
def test_with_a_key_of_ones_own_cosmos_db_is_registered_and_let_at_the_key(
    tmp_path: Path, cloud: str, region: str, application: str
) -> None:
    """Ids: azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md (2025-02-05)."""
    hub = {"firewall": {"tier": "Standard"}}
    tree = bank(zone("fraud"), inference("scoring", customerManagedKey=KEY), hub=hub, regions=[region])
    tree["institution"]["cloud"] = cloud
    plan = planned(tmp_path, tree).plan
    step = deploy(plan).split("Landing zone scoring")[1]
    assert {"Microsoft.DocumentDB", "Microsoft.Search"} <= set(package(plan, "scoring").providers)
    assert {"Microsoft.DocumentDB", "Microsoft.Search"}.isdisjoint(package(plan, "fraud").providers)
    assert f"--scope {KEY['keyVaultId']}/keys/workspace " in step
    assert f'--assignee-object-id "$(az ad sp show --id {application} --query id --output tsv)"' in step
    named = {risk.name for risk in plan.risks if risk.package == "scoring"}
    assert {
        "Azure Cosmos DB may use the workspace's key",
        "Azure manages a further resource group beside the workspace",
    } <= named


def test_engineers_bring_images_and_code_and_read_no_data_of_runs(plan: Plan) -> None:
    held = {(grant.role, grant.scope_id.rsplit("/", 2)[-2]) for grant in grants(plan, "engineers")}
    # they call a batch endpoint in this bank
    held -= {("tb-batch-caller", "batchEndpoints"), ("tb-batch-runner", "workspaces")}
    held -= {("Storage Blob Data Reader", "storageAccounts")}
    assert held == {
        ("AzureML Data Scientist", "workspaces"),
        ("AcrPush", "registries"),
        ("Storage Blob Data Contributor", "containers"),
        ("Monitoring Reader", "workspaces"),
        ("Monitoring Reader", "components"),
        ("Reader", "resourceGroups"),
    }
    assert {grant.role for grant in grants(plan, "scientists") if grant.scope_kind != "endpoints"} == {"Reader"}


def test_agents_beside_the_registry_reach_the_images_and_blobs_of_what_it_supplies(plan: Plan) -> None:
    rules = [
        rule
        for one in plan.packages
        for each in one.modules
        for group in each.rule_groups
        for collection in group.collections
        for rule in collection.rules
        if rule.end == "scoring"
    ]
    (rule,) = rules
    (source,) = rule.sources
    agents = [s for n in module(plan, "network", "fraud").networks for s in n.subnets if s.role == "agents"]
    assert plain(source) == plain(agents[0].prefix)
    ours = {kind: plain(module(plan, kind).services[0].resource.name) for kind in ("container-registry", "storage")}
    assert {plain(host) for host in rule.hosts} == {
        f"{ours['container-registry']}.azurecr.io",
        f"{ours['container-registry']}.westeurope.data.azurecr.io",
        f"{ours['storage']}.blob.core.windows.net",
    }
    groups = module(plan, "security-groups", "fraud").security_groups
    assert [one.subnet for one in groups if "allow-images-scoring" in {rule.name for rule in one.rules}] == ["agents"]


def test_without_a_registry_no_agent_reaches_a_workspace_that_answers(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(REGISTERING, inference("scoring", online=[{"name": "score"}]))).plan
    assert "images-scoring" not in str(render_package(package(plan, "connectivity")))


def test_deploy_says_what_must_be_there_and_what_follows(plan: Plan) -> None:
    text = deploy(plan)
    step = text.split("Landing zone scoring")[1]
    assert "`azureml://registries/mlr-tb-fraud/models/payments/versions/1` must be registered." in step
    assert "sends requests to `blue`, `dark-green`, `red`" in step
    assert "Nothing answers at `review-" in step
    assert "Nothing answers at `weekly-" in step
    assert "must be registered" not in text.split("Landing zone scoring")[0]


def test_what_azure_makes_with_a_registry_gets_its_endpoints_by_script(plan: Plan) -> None:
    script = next(registry_scripts(plan)).text
    made = [line for line in script.splitlines() if "--private-connection-resource-id" in line]
    assert [line.split("providers/")[1].split("/")[1] for line in made] == ["storageAccounts", "registries"]
    assert script.count("dns-zone-group create") == 2
    planned_ids = {resource.id for one in plan.packages for resource in resources(one)}
    assert not any("pep-mlr-tb-fraud-blob" in one for one in planned_ids)
    registry = module(plan, "model-registry", "fraud").services[0]
    for value in registry.values.values():
        if value.field in {"files", "images"}:
            assert str(value.value) in script


def test_asking_for_a_registry_later_moves_nothing(tmp_path: Path) -> None:
    before = planned(tmp_path, bank(zone("fraud"), zone("pricing"))).plan
    after = planned(tmp_path, bank(REGISTERING, zone("pricing"))).plan
    assert render_package(package(after, "pricing")) == render_package(package(before, "pricing"))
    ids = {resource.id for resource in resources(package(before, "fraud"))}
    assert ids <= {resource.id for resource in resources(package(after, "fraud"))}


def test_each_profile_of_a_scaled_deployment_has_the_reason_of_its_own_bounds(plan: Plan) -> None:
    (scale,) = module(plan, "online-endpoints").autoscales
    paths = {profile.because[0].at for profile in scale.profiles}
    assert len(paths) == 3  # the scaling itself, and its two schedules
    for profile in scale.profiles:
        (why,) = profile.because
        assert why.text.startswith(f"Between {profile.minimum} and {profile.maximum} instances")
    assert not any(number in scale.resource.because[0].text for number in "0123456789")


def test_the_risk_of_the_registrys_endpoint_names_what_microsoft_asks_for_and_the_role_it_takes(plan: Plan) -> None:
    (risk,) = (risk for risk in plan.risks if "registry's endpoint alone" in risk.name)
    assert "to a registry, to its storage account and to its container registry" in risk.because.text
    assert APPROVER in risk.remedy


def test_deployments_leave_out_the_property_that_a_managed_network_overrules(plan: Plan) -> None:
    assert not any("egressPublicNetworkAccess" in text for text in render_package(package(plan, "scoring")).values())
