"""A Foundry project: where it is asked for, on the account that is there, without keys, rights or public access."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from ringfence.pack.review.review import tables
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Service
from ringfence.releases import replaced
from ringfence.render.package import render_package
from tests.banks import bank, planned, zone
from tests.variants import LANGUAGE, PEOPLE


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Fraud has a project, pricing has models alone."""
    fraud = zone("fraud", services={"languageModel": {**LANGUAGE, "project": True}})
    pricing = zone("pricing", services={"languageModel": LANGUAGE})
    return planned(tmp_path_factory.mktemp("plan"), bank(fraud, pricing, access=PEOPLE)).plan


def account(plan: Plan, package: str) -> Module:
    return next(m for p, m in modules(plan) if (p.name, m.name) == (package, "language-model"))


def parts(plan: Plan, package: str) -> dict[str, Service]:
    return {one.resource.kind: one for one in account(plan, package).services}


def test_only_the_landing_zone_that_asks_has_one(plan: Plan) -> None:
    assert {"foundry-project", "project-connection"} <= parts(plan, "fraud").keys()
    assert parts(plan, "pricing").keys() == {"language-model"}
    for package, wanted in (("fraud", True), ("pricing", False)):
        value = parts(plan, package)["language-model"].values["properties.allowProjectManagement"]
        assert value.value is wanted


def test_the_project_comes_after_the_models_and_has_no_rights(plan: Plan) -> None:
    package = next(one for one in plan.packages if one.name == "fraud")
    text = render_package(package)["modules/language-model.bicep"]
    assert "dependsOn: [modelDeployments]" in text
    project = parts(plan, "fraud")["foundry-project"].resource.id
    assert [g for _, m in modules(plan) for g in m.grants if project in g.principal_name] == []


def test_the_connection_leads_to_the_own_account_without_a_key(plan: Plan) -> None:
    package = next(one for one in plan.packages if one.name == "fraud")
    rows = {one.resource.kind: one.body for one in expected(package, kinds())}
    storage = next(one.resource.id for m in package.modules for one in m.services if one.resource.kind == "storage")
    properties = rows["project-connection"]["properties"]
    assert isinstance(properties, dict)
    assert (properties["authType"], properties["metadata"]) == ("AAD", {"ResourceId": storage, "ApiType": "Azure"})


def test_members_work_in_the_project_alone(plan: Plan) -> None:
    held = [g for g in account(plan, "fraud").grants if g.role == "Foundry User"]
    assert {g.principal_name for g in held} == {"scientists", "engineers"}
    assert {g.scope_id for g in held} == {parts(plan, "fraud")["foundry-project"].resource.id}
    assert account(plan, "pricing").grants == ()


def test_agents_are_listed_as_what_is_not_planned(plan: Plan) -> None:
    risks = [risk.package for risk in plan.risks if "agents in the Foundry project" in risk.name]
    assert risks == ["fraud"]
    unsure = next(table for table in tables(plan) if table.title == "Not confirmed")
    assert {"HND51", "HND52"} <= {row[2] for row in unsure.rows}


def test_a_project_of_before_is_noted_when_it_leaves(tmp_path: Path, plan: Plan) -> None:
    fraud, pricing = (zone(name, services={"languageModel": LANGUAGE}) for name in ("fraud", "pricing"))
    without = planned(tmp_path, bank(fraud, pricing, access=PEOPLE)).plan
    found = [each for each in replaced.noted(plan, without) if "allowProjectManagement" in each.message]
    assert [each.code for each in found] == ["NTE85"]
    assert list(replaced.check(without, plan)) == []


def test_a_role_that_two_personas_of_a_group_bring_is_assigned_once(tmp_path: Path) -> None:
    fraud = zone("fraud", services={"languageModel": {**LANGUAGE, "project": True}})
    both = {**PEOPLE[0], "personas": ["data-scientist", "ml-engineer"], "landingZones": ["fraud"]}
    found = planned(tmp_path, bank(fraud, access=[both])).plan
    ids = [grant.resource.id for _, module in modules(found) for grant in module.grants]
    assert len(ids) == len(set(ids))
