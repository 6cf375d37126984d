"""Language models: only where they are asked for, one after another, behind a filter, for those who have a right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.pack.review.decisions import decisions
from ringfence.pack.review.review import tables
from ringfence.plan.model.language_model import ContentFilter, ModelDeployment
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import plain
from ringfence.plan.model.written.inventory import resources
from ringfence.render.package import render_package
from ringfence.render.tree import render
from tests.banks import Tree, bank, planned, zone
from tests.variants import LANGUAGE, PEOPLE

ZONES = {
    "privatelink.cognitiveservices.azure.com",
    "privatelink.openai.azure.com",
    "privatelink.services.ai.azure.com",
}


def model_bank(**more: object) -> Tree:
    """Fraud may call models, pricing may not; people have roles in both."""
    return bank(zone("fraud", services={"languageModel": {**LANGUAGE, **more}}), zone("pricing"), access=PEOPLE)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, model_bank()).plan


def package(plan: Plan, name: str) -> Package:
    return next(one for one in plan.packages if one.name == name)


def account(plan: Plan) -> Module:
    return next(module for module in package(plan, "fraud").modules if module.name == "language-model")


def endpoints(of: Package) -> dict[str, Endpoint]:
    return {one.group: one for module in of.modules for one in module.endpoints}


def zones(plan: Plan) -> set[str]:
    return {plain(zone.resource.name) for _, module in modules(plan) for zone in module.zones}


def grants(of: Package) -> list[Grant]:
    held = (grant for module in of.modules for grant in module.grants)
    return [grant for grant in held if grant.scope_kind == "languageModel"]


def longest_endpoints_prefix(of: Package) -> int:
    networks = (network for module in of.modules for network in module.networks)
    return next(plain(s.prefix).prefixlen for n in networks for s in n.subnets if s.role == "endpoints")


def test_the_review_says_until_when_a_version_runs_and_azure_is_not_told(tmp_path: Path) -> None:
    rows = [{**LANGUAGE["deployments"][0], "retires": "2027-02-09"}, LANGUAGE["deployments"][1]]
    plan = planned(tmp_path, bank(zone("fraud", services={"languageModel": {"deployments": rows}}))).plan
    models = [one for package in plan.packages for module in package.modules for one in module.model_deployments]
    assert [one.retires for one in models] == ["2027-02-09", ""]
    (table,) = (table for table in tables(plan) if table.title == "Language models")
    column = table.columns.index("Retires")
    assert [row[column] for row in table.rows] == ["2027-02-09", "not said"]
    assert not any("retires" in text for text in render_package(package(plan, "fraud")).values())


def test_only_who_asks_has_the_service_its_endpoint_its_provider_and_its_addresses(plan: Plan) -> None:
    asked, other = package(plan, "fraud"), package(plan, "pricing")
    assert "Microsoft.CognitiveServices" in asked.providers
    assert "Microsoft.CognitiveServices" not in other.providers
    assert "account" not in endpoints(other)
    assert not grants(other)
    assert longest_endpoints_prefix(asked) <= longest_endpoints_prefix(other)
    assert not any("model" in module.name for module in other.modules)


def test_the_endpoint_writes_to_three_zones_that_the_hub_has_because_somebody_asks(plan: Plan, tmp_path: Path) -> None:
    endpoint = endpoints(package(plan, "fraud"))["account"]
    assert {one.name for one in endpoint.zones} == ZONES
    assert endpoint.addresses == 3
    assert zones(plan) >= ZONES
    (tmp_path / "without").mkdir()
    assert not zones(planned(tmp_path / "without", bank()).plan) & ZONES


def test_asking_later_moves_nothing_that_was_there(tmp_path: Path) -> None:
    before = planned(tmp_path, bank(zone("fraud"), zone("pricing"), access=PEOPLE)).plan
    after = planned(tmp_path, model_bank()).plan
    assert render_package(package(after, "pricing")) == render_package(package(before, "pricing"))
    ids = {resource.id for resource in resources(package(before, "fraud"))}
    assert ids <= {resource.id for resource in resources(package(after, "fraud"))}


def test_models_are_deployed_one_after_another_each_behind_the_filter(plan: Plan) -> None:
    module = account(plan)
    (policy,) = module.content_filters
    assert {one.filter for one in module.model_deployments} == {policy.resource.symbol}
    text = render(plan)["packages/fraud/modules/language-model.bicep"]
    (loop,) = re.findall(r"(?<=^@batchSize\(1\) ).*?^\]$", text, re.MULTILINE | re.DOTALL)
    assert {f"resource {one.resource.head} = [" for one in module.model_deployments} == {loop.splitlines()[1]}
    assert "raiPolicyName: contentFilter.name" in loop
    assert "versionUpgradeOption: 'NoAutoUpgrade'" in loop


def severities(policy: ContentFilter, category: str) -> dict[str, str]:
    return {one.source: one.severity for one in policy.filters if one.category == category}


def test_the_filter_is_what_the_blueprint_says_in_both_directions(plan: Plan) -> None:
    (policy,) = account(plan).content_filters
    assert severities(policy, "Hate") == {"Prompt": "Low", "Completion": "Low"}
    assert severities(policy, "Selfharm") == {"Prompt": "Medium", "Completion": "Medium"}
    assert severities(policy, "Jailbreak") == {"Prompt": ""}


def test_jobs_scientists_and_engineers_may_call_and_nobody_may_deploy(plan: Plan) -> None:
    found = {(grant.principal_name, grant.role) for grant in grants(package(plan, "fraud"))}
    role = "Cognitive Services OpenAI User"
    assert found == {("clusterIdentity", role), ("engineers", role), ("scientists", role)}


def test_the_workspace_knows_the_account_by_its_private_name(plan: Plan) -> None:
    workspace = next(m for m in package(plan, "fraud").modules if m.name == "machine-learning")
    known = next(one for one in workspace.services if one.resource.kind == "model-connection")
    (host,) = [value.value for value in known.values.values()]
    name = plain(account(plan).services[0].resource.name)
    assert host == f"https://{name}.openai.azure.com/"
    assert [link.value for link in known.links.values()] == [account(plan).services[0].resource.id]


def test_a_model_more_is_a_model_more_and_moves_no_other(plan: Plan, tmp_path: Path) -> None:
    def deployed(of: Plan) -> dict[str, ModelDeployment]:
        return {plain(one.resource.name): one for one in account(of).model_deployments}

    more = [*LANGUAGE["deployments"], {"name": "judge", "model": "gpt-5-mini", "version": "2025-08-07"}]
    after = deployed(planned(tmp_path, model_bank(deployments=more)).plan)
    before = deployed(plan)
    assert set(after) - set(before) == {"judge"}
    assert {key: one for key, one in after.items() if key in before} == before


def test_every_filter_can_be_explained_by_its_line(plan: Plan) -> None:
    (decision,) = [one for one in decisions(plan) if one.what.startswith("filter Hate") and "Prompt" in one.what]
    assert decision.because[0].at == "landingZones[name=fraud].services.languageModel.contentFilter.hate"


def test_the_review_says_which_models_and_what_microsoft_may_keep(plan: Plan) -> None:
    rows = {table.title: table.rows for table in tables(plan)}
    assert [row[1] for row in rows["Language models"]] == [one["name"] for one in LANGUAGE["deployments"]]
    assert len(rows["Content filters"]) == 12
    assert [risk.package for risk in plan.risks if "abuse" in risk.name] == ["fraud"]
