"""The stand-in's deployment stacks: what they deny, let go, delete and keep."""

from __future__ import annotations

import json

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import (
    GROUP,
    SUBSCRIPTION,
    TENANT,
    Tree,
    group,
    nested,
    resource,
    stack_body,
    stack_request,
    template,
)
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Refused
from tests.azure.standin.request import read_stack
from tests.azure.standin.stack_preview import stack_changes
from tests.azure.standin.stacks import Stacks

pytestmark = pytest.mark.bicep

STORAGE = "Storage/storageAccounts"
OLD = f"{GROUP}/providers/Microsoft.{STORAGE}/strgold"


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    made = ResourceManager(bicep, TENANT)
    made.register(SUBSCRIPTION, "Microsoft.Storage")
    return made


@pytest.fixture
def stacks(manager: ResourceManager) -> Stacks:
    return Stacks(manager)


def content(*names: str) -> Tree:
    """A group with accounts of these names in it."""
    return template(group=group(), inside=nested(*[resource(STORAGE, name) for name in names]))


def names(manager: ResourceManager) -> set[str]:
    return {key.rpartition("/")[2] for key in manager.state}


@pytest.mark.parametrize(("delete", "left"), [(True, {"rg", "strgnew"}), (False, {"rg", "strgnew", "strgold"})])
def test_what_a_stack_no_longer_names(manager: ResourceManager, stacks: Stacks, delete: bool, left: set[str]) -> None:
    stacks.put(stack_request(content("strgold"), delete))
    asked = stack_request(content("strgnew"), delete)
    told = stack_changes(manager, asked, stacks.of(SUBSCRIPTION)[0])["resourceChanges"]
    assert {row["id"].rpartition("/")[2]: row["changeType"] for row in told} == {
        "rg": "noChange",
        "strgnew": "create",
        "strgold": "delete" if delete else "detach",
    }
    stack = stacks.put(asked)
    assert names(manager) == left
    assert (stack.deleted, stack.detached) == (([OLD], []) if delete else ([], [OLD]))


def test_a_lock_keeps_a_resource_that_a_stack_would_delete(manager: ResourceManager, stacks: Stacks) -> None:
    stacks.put(stack_request(content("strgold"), delete=True))
    lock = f"{OLD}/providers/Microsoft.Authorization/locks/keep"
    manager.state[lock.lower()] = {"id": lock, "type": "Microsoft.Authorization/locks", "name": "keep"}
    stack = stacks.put(stack_request(content("strgnew"), delete=True))
    assert stack.error is not None
    assert [problem.code for problem in stack.failed] == ["ScopeLocked"]
    assert OLD.lower() in manager.state
    manager.remove(lock.lower())
    assert stacks.put(stack_request(content("strgnew"), delete=True)).error is None
    assert names(manager) == {"rg", "strgnew"}


@pytest.mark.parametrize(
    ("settings", "write", "remove", "inside"),
    [
        ({"deny": "none"}, False, False, False),
        ({"deny": "denyDelete"}, False, True, False),
        ({"deny": "denyWriteAndDelete"}, True, True, False),
        ({"deny": "denyWriteAndDelete", "applyToChildScopes": True}, True, True, True),
        ({"deny": "denyWriteAndDelete", "excludedActions": [f"Microsoft.{STORAGE}/write"]}, False, True, False),
        ({"deny": "denyWriteAndDelete", "excludedPrincipals": [TENANT]}, False, False, False),
    ],
)
def test_deny_settings(stacks: Stacks, settings: Tree, write: bool, remove: bool, inside: bool) -> None:
    stack = stacks.put(stack_request(content("strgold"), True, **settings))
    ours = {"id": OLD, "type": f"Microsoft.{STORAGE}"}
    child = {"id": f"{OLD}/blobServices/default", "type": f"Microsoft.{STORAGE}/blobServices"}
    assert (stacks.denies("write", ours) is not None) == write
    assert (stacks.denies("delete", ours) is not None) == remove
    assert (stacks.denies("delete", child) is not None) == inside
    assert stacks.denies("write", ours, stack.id) is None


def test_a_stack_that_fails_keeps_what_it_managed(manager: ResourceManager, stacks: Stacks) -> None:
    stacks.put(stack_request(content("strgold"), delete=True))
    with manager.failing(f"{GROUP}/providers/Microsoft.{STORAGE}/strgnew", "QuotaExceeded", "No more."):
        stack = stacks.put(stack_request(content("strgnew"), delete=True))
    assert (stack.state, names(manager)) == ("failed", {"rg", "strgold"})
    assert OLD in stack.managed


def test_a_stack_must_say_what_it_denies() -> None:
    content = json.loads(stack_body(template(group()), delete=True))
    del content["properties"]["denySettings"]["mode"]
    with pytest.raises(Refused, match="denySettings"):
        read_stack(SUBSCRIPTION, "test", json.dumps(content))
