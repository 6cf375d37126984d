"""Duties of pipelines stay apart: one role or one token more, planted in a good plan, is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ringfence.catalog.tables import role_id
from ringfence.pipeline import decide
from ringfence.plan.model.mlops.federation import FederatedCredential
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant
from ringfence.plan.model.values import Given
from ringfence.rules.mlops.duties import check
from tests.rules.edits import edited, put

NOTED = Path(__file__).parents[1] / "noted"
NAMES = NOTED / "pipelines-of-names.yaml"


@pytest.fixture(scope="module")
def piped() -> Plan:
    """A plan with pipelines and without a finding."""
    return decide(NAMES).plan


def with_role(plan: Plan, holder: str, role: str) -> Plan:
    """The plan in which an identity of the pipelines has one role of Azure more, where another of its roles is."""
    mine = next(g for _, m in modules(plan) for g in m.grants if g.principal_name == holder)
    more = replace(mine, role=role, role_id=role_id(role), custom=None)
    return edited(plan, Module, put(grants=(mine, more)), lambda module: mine in module.grants)


@pytest.mark.parametrize(
    ("holder", "role", "duties"),
    [
        ("previewIdentity", "AzureML Data Scientist", ["train", "register", "release"]),
        ("trainIdentity", "AzureML Data Scientist", ["register", "release"]),
        ("registerIdentity", "AzureML Registry User", ["promote"]),
        ("registerIdentity", "AcrPush", ["train"]),
        ("trainIdentity", "Reader", []),
    ],
)
def test_one_role_more_is_found_by_the_duties_that_it_opens(
    piped: Plan, holder: str, role: str, duties: list[str]
) -> None:
    assert list(check(piped)) == []
    found = list(check(with_role(piped, holder, role)))
    assert {each.code for each in found} <= {"MLO20"}
    assert [each.message.partition("what ")[2].partition(" does")[0] for each in found] == duties


def test_a_token_of_a_branch_is_found(piped: Plan) -> None:
    change = put(subject="repo:bank/ml:ref:refs/heads/main")
    assert [each.code for each in check(edited(piped, FederatedCredential, change))] == ["MLO21"]


def test_a_token_that_two_purposes_share_is_found(piped: Plan) -> None:
    ours = [one for _, module in modules(piped) for one in module.credentials]
    train = next(one for one in ours if one.resource.symbol == "trainTrust")
    change = put(subject=train.subject)
    spoilt = edited(piped, FederatedCredential, change, lambda one: one.resource.symbol == "registerTrust")
    assert [each.code for each in check(spoilt)] == ["MLO21", "MLO21"]


def test_an_identity_outside_the_pipelines_trusts_nothing(piped: Plan) -> None:
    def moved(one: FederatedCredential) -> FederatedCredential:
        own = one.resource.id.replace("-train-", "-other-")
        return replace(one, resource=replace(one.resource, id=own))

    spoilt = edited(piped, FederatedCredential, moved, lambda one: one.resource.symbol == "trainTrust")
    assert [each.code for each in check(spoilt)] == ["MLO21"]


def test_without_pipelines_nothing_is_said(piped: Plan) -> None:
    assert list(check(replace(piped, mlops=None))) == []


@pytest.fixture(scope="module")
def answering() -> Plan:
    """A plan with a model that answers in another landing zone than the one that trains it."""
    return decide(NOTED / "pipelines-that-answer.yaml").plan


@pytest.fixture
def written(answering: Plan) -> Grant:
    """AzureML Registry User of people, as the identity for promotion has it."""
    rows = (grant for _, module in modules(answering) for grant in module.grants)
    mine = next(one for one in rows if one.principal_name == "promoteIdentity" and one.role == REGISTERED)
    people = Given("access", "people", "00000000-0000-4000-8000-00000000000b", "")
    return replace(mine, principal=people, principal_name="people")


REGISTERED = "AzureML Registry User"


def with_grant(plan: Plan, grant: Grant) -> Plan:
    """The plan with one role assignment more, in a module that has some."""
    first = next(module for _, module in modules(plan) if module.grants)
    return edited(plan, Module, put(grants=(*first.grants, grant)), lambda module: module == first)


def test_where_pipelines_promote_nothing_else_writes_the_registry(answering: Plan, written: Grant) -> None:
    group, _, _ = written.scope_id.partition("/providers/")
    for scope in (written.scope_id, group):
        (found,) = check(with_grant(answering, replace(written, scope_id=scope)))
        assert (found.code, found.value) == ("MLO22", REGISTERED)
    assert list(check(with_grant(answering, replace(written, scope_id=f"{group}-beside")))) == []
    assert list(check(with_grant(answering, replace(written, role_id=role_id("Reader"))))) == []


def test_where_pipelines_promote_no_model_people_may_write_the_registry(answering: Plan, written: Grant) -> None:
    assert answering.mlops is not None
    alone = replace(answering, mlops=replace(answering.mlops, models=()))
    assert list(check(with_grant(alone, written))) == []


def mended(plan: Plan, role: str, scope: str, kind: str = "Group") -> list[tuple[str, str]]:
    """What is found of a role of people, or of an identity, on the workspace that answers or on what is near it."""
    rows = (grant for _, module in modules(plan) for grant in module.grants)
    mine = next(
        one for one in rows if one.principal_name == "workspaceIdentity" and one.role == "Azure AI Administrator"
    )
    (home,) = (
        one.resource.id
        for package, module in modules(plan)
        for one in module.services
        if package.name == "scoring" and one.resource.type == "Microsoft.MachineLearningServices/workspaces"
    )
    given = replace(mine, principal_type=kind, role=role, role_id=role_id(role), scope_id=scope.format(home=home))
    return [(found.code, found.value) for found in check(with_grant(plan, given))]


def test_people_change_nothing_that_answers_with_a_model_of_the_pipelines(answering: Plan) -> None:
    group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-other"
    for scope in ("{home}", "{home}/onlineEndpoints/score"):
        assert mended(answering, "AzureML Data Scientist", scope) == [("MLO23", "AzureML Data Scientist")]
        assert mended(answering, "AzureML Data Scientist", scope, "User") == [("MLO23", "AzureML Data Scientist")]
        assert mended(answering, "Reader", scope) == []
        assert mended(answering, "Azure AI Administrator", scope, "ServicePrincipal") == []
    for scope in ("{home}-beside", group):
        assert mended(answering, "AzureML Data Scientist", scope) == []
    assert answering.mlops is not None
    none = replace(answering, mlops=replace(answering.mlops, models=()))
    assert mended(none, "AzureML Data Scientist", "{home}") == []


@pytest.mark.parametrize("more", [("deploy",), ("deploy", "release"), ()])
def test_production_traffic_has_release_as_its_one_writer(answering: Plan, more: tuple[str, ...]) -> None:
    assert list(check(answering)) == []
    assert answering.mlops is not None
    (stage,) = answering.mlops.stages
    release = next(one for one in stage.identities if one.purpose == "release")
    others = tuple(one for one in stage.identities if one.purpose != "release")
    planted = tuple(replace(release, purpose=purpose) for purpose in more)
    spoilt = replace(stage, identities=(*others, *planted))
    found = list(check(replace(answering, mlops=replace(answering.mlops, stages=(spoilt,)))))
    assert "MLO14" in {each.code for each in found}


@pytest.mark.parametrize(
    ("holder", "role", "duties"),
    [
        ("releaseIdentity", "Azure AI Administrator", ["train", "register"]),
        ("previewIdentity", "Azure AI Administrator", ["deploy", "train", "register", "release"]),
    ],
)
def test_release_deploys_its_package_and_builds_nothing(
    answering: Plan, holder: str, role: str, duties: list[str]
) -> None:
    found = list(check(with_role(answering, holder, role)))
    assert [each.message.partition("what ")[2].partition(" does")[0] for each in found] == duties
