"""Roles of the institution: defined once, where they are assigned, by who may; or named by the blueprint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.grants import grants as catalogue_grants
from ringfence.catalog.known.checks import checks
from ringfence.catalog.pipelines import pipeline_purposes
from ringfence.catalog.read import personas
from ringfence.catalog.tables import ways_to_act
from ringfence.pack.review.review import tables
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant, RoleDefinition
from tests.azure.standin.role_facts import OPERATIONS
from tests.banks import ML, PLATFORM, bank, planned, zone
from tests.variants import VARIANTS

OTHER = "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e99"
OF_AZURE_DEVOPS = {"poolNetwork"}
"""Roles that no plan for GitHub assigns."""
SECRET = re.compile(r"(?i)key|secret|token|credential")


def definitions(plan: Plan) -> dict[str, RoleDefinition]:
    return {role.role: role for _, module in modules(plan) for role in module.role_definitions}


def held(plan: Plan) -> list[Grant]:
    return [grant for _, module in modules(plan) for grant in module.grants if grant.custom]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return planned(tmp_path, VARIANTS["everything"]).plan


def test_each_role_is_defined_once_in_the_hubs_package_under_the_code(plan: Plan) -> None:
    made = definitions(plan)
    assert set(made) == custom_roles().keys() - OF_AZURE_DEVOPS
    assert {role.name for role in made.values()} == {f"tb-{custom_roles()[role].name}" for role in made}
    hub = f"/subscriptions/{PLATFORM}/providers/Microsoft.Authorization/roleDefinitions/"
    assert all(role.resource.id.startswith(hub) for role in made.values())
    assert len({role.resource.id for role in made.values()}) == len(made)


def test_a_role_can_be_assigned_where_it_is(plan: Plan) -> None:
    made = {role.resource.id.rsplit("/", 1)[-1]: role for role in definitions(plan).values()}
    assert held(plan)
    for grant in held(plan):
        assert f"/subscriptions/{ML}" in made[grant.role_id].scopes
        assert f"{grant.scope_id}/".startswith(f"/subscriptions/{ML}/")


def test_who_deploys_the_hub_may_write_roles_on_every_subscription_of_theirs(plan: Plan) -> None:
    rights = [right for right in plan.packages[0].rights if "tb-online-caller" in right.why]
    assert [right.scope for right in rights] == [f"/subscriptions/{ML}"]
    assert "Microsoft.Authorization/roleDefinitions/write" in rights[0].role


def test_a_platform_that_assigns_none_defines_none(tmp_path: Path) -> None:
    plan = planned(tmp_path, bank(zone("fraud"))).plan
    assert not definitions(plan)
    assert not any("roleDefinitions/write" in right.role and "tb-" in right.why for right in plan.packages[1].rights)


def test_a_role_that_the_blueprint_names_is_assigned_and_not_defined(tmp_path: Path, plan: Plan) -> None:
    tree = VARIANTS["everything"] | {"roles": {"onlineCaller": OTHER.upper()}}
    other = planned(tmp_path, tree).plan
    assert set(definitions(plan)) - set(definitions(other)) == {"onlineCaller"}
    assert OTHER in {grant.role_id for grant in held(other)}
    assert [role.id for role in other.given_roles] == [OTHER]
    assert any(OTHER in risk.name and "roleDefinition" not in risk.name for risk in other.risks)


def test_callers_of_a_batch_endpoint_hold_three_rights_and_read_input(plan: Plan) -> None:
    mine = [
        g for _, m in modules(plan) for g in m.grants if g.principal_name == "engineers" and "scoring" in g.scope_id
    ]
    roles = {(grant.role, grant.scope_kind) for grant in mine}
    assert {
        ("tb-batch-caller", "endpoints"),
        ("tb-batch-runner", "workspace"),
        ("Storage Blob Data Reader", "storage"),
    } <= roles


def test_no_role_names_a_pattern_a_key_or_a_secret() -> None:
    for spec in custom_roles().values():
        for operation in (*spec.actions, *spec.data_actions):
            assert "*" not in operation
            assert not SECRET.search(operation.rpartition("/workspaces/")[2]), operation


def test_azure_knows_every_operation() -> None:
    """One that it does not know refuses the whole role (InvalidActionOrNotAction)."""
    named = {one.lower() for spec in custom_roles().values() for one in (*spec.actions, *spec.data_actions)}
    assert named - OPERATIONS == set()


def test_roles_that_lead_to_an_identity_are_limited_to_artefacts_or_listed_as_acting() -> None:
    leading = {operation.lower() for way in ways_to_act() for operation in (*way.actions, *way.dataActions)}
    found = {
        spec.role
        for spec in custom_roles().values()
        if leading & {operation.lower() for operation in (*spec.actions, *spec.data_actions)}
    }
    assert found == {"mlflowArtifacts", "modelTrainer", "modelReleaser", "imageRegistrar"}
    held = [row for row in catalogue_grants() if row.role in found]
    others = [row for row in held if row.stage != "pipeline"]
    assert {row.containers for row in others if row.stage != "persona"} == {("azureml", "*-azureml")}
    people = {row.holder for row in others if row.stage == "persona"}
    assert all("clusterIdentity" in personas()[one].acts["inference"] for one in people)
    acting = {spec.symbol for spec in pipeline_purposes().values() if spec.acts}
    assert {row.holder for row in held if row.stage == "pipeline"} == acting


def test_what_nothing_confirms_names_the_check_that_would() -> None:
    assert [spec.role for spec in custom_roles().values() if not spec.confirmed and spec.check not in checks()] == []


def test_the_review_lists_roles_and_who_acts_as_whom(plan: Plan) -> None:
    found = {table.title: table for table in tables(plan)}
    roles = found["Roles of the institution"].rows
    assert len(roles) == len(custom_roles().keys() - OF_AZURE_DEVOPS)
    assert any("not confirmed" in cell for row in roles for cell in row)
    assert {row[1] for row in found["Acting as an identity"].rows} >= {"engineers", "workspaceIdentity"}
