"""Roles as Azure takes them: known operations, one name in a tenant, assigned where they say, written by who may."""

from __future__ import annotations

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import SUBSCRIPTION, TENANT, Tree, group, nested, request, resource
from tests.azure.standin.callers import WRITE_ROLE, Held
from tests.azure.standin.manager import ResourceManager
from tests.azure.target import standin_only

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

HERE = f"/subscriptions/{SUBSCRIPTION}"
ELSEWHERE = "/subscriptions/00000000-0000-4000-8000-0000000000ff"
SCORE = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action"
ROLE, OTHER = "00000000-0000-4000-8000-000000000071", "00000000-0000-4000-8000-000000000072"


def role(number: str = ROLE, name: str = "tst-caller", *, action: str = SCORE, scope: str = HERE) -> Tree:
    allowed = {"actions": [action], "notActions": [], "dataActions": [], "notDataActions": []}
    return resource(
        "Authorization/roleDefinitions", number, roleName=name, permissions=[allowed], assignableScopes=[scope]
    )


def assignment(role_id: str) -> Tree:
    own = f"{HERE}/providers/Microsoft.Authorization/roleDefinitions/{role_id}"
    name = "00000000-0000-4000-8000-000000000081"
    return resource("Authorization/roleAssignments", name, principalId="p", roleDefinitionId=own)


def failed(manager: ResourceManager, **resources: Tree) -> list[str]:
    outcome = manager.deploy(request(group=group(), **resources))
    return sorted({problem.code for _, problems in outcome.failed for problem in problems})


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    return ResourceManager(bicep, TENANT, (SUBSCRIPTION,))


def test_a_role_with_an_operation_that_azure_does_not_know_is_refused(manager: ResourceManager) -> None:
    assert failed(manager, role=role(action=f"{SCORE}s")) == ["InvalidActionOrNotAction"]
    assert failed(manager, role=role()) == []


def test_a_name_is_given_once(manager: ResourceManager) -> None:
    assert failed(manager, role=role()) == []
    assert failed(manager, role=role()) == []
    assert failed(manager, role=role(OTHER)) == ["RoleDefinitionWithSameNameExists"]
    assert failed(manager, role=role(OTHER, "tst-other")) == []


def test_a_role_is_assigned_only_once_it_is_there_and_only_where_it_says(manager: ResourceManager) -> None:
    given = nested(assignment(ROLE))
    assert failed(manager, inside=given) == ["RoleDefinitionDoesNotExist"]
    assert failed(manager, role=role(scope=ELSEWHERE)) == []
    assert failed(manager, inside=given) == ["RoleDefinitionDoesNotExist"]
    assert failed(manager, role=role()) == []
    assert failed(manager, inside=given) == []


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        (Held(HERE, (WRITE_ROLE,)), False),
        (Held(HERE, ("Microsoft.Authorization/*",)), False),
        (Held(HERE, ("*",), ("Microsoft.Authorization/*/write",)), True),
        (Held(ELSEWHERE, ("*",)), True),
    ],
)
def test_a_role_is_written_by_who_may_on_every_subscription_that_it_lists(
    manager: ResourceManager, held: Held, refused: bool
) -> None:
    with manager.acting([held]):
        assert (failed(manager, role=role()) == ["AuthorizationFailed"]) is refused
