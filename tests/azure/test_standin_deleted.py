"""What the stand-in remembers of deletions, what it keeps from them, and what a write takes away."""

from __future__ import annotations

import pytest

from ringfence.azure.failing.errors import Cause
from ringfence.azure.failing.known import known
from ringfence.check.bicep import Bicep
from tests.azure.requests import GROUP, SUBSCRIPTION, TENANT, Tree, group, nested, request, resource
from tests.azure.standin.answer import Call
from tests.azure.standin.api import Api
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Problem
from tests.azure.standin.request import Request

pytestmark = pytest.mark.bicep

VAULT, WORKSPACE, ACCOUNT = (
    resource("KeyVault/vaults", "kv-lost"),
    resource("MachineLearningServices/workspaces", "mlw-lost"),
    resource("CognitiveServices/accounts", "ai-lost"),
)


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    made = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    for namespace in ("KeyVault", "MachineLearningServices", "CognitiveServices", "Storage", "Authorization"):
        made.register(SUBSCRIPTION, f"Microsoft.{namespace}")
    return made


def inside(*resources: Tree, where: str = "rg") -> Request:
    """A deployment of a group and of resources in it."""
    return request(group=group(where), inside=nested(*resources, group=where))


def failed(manager: ResourceManager, asked: Request) -> list[Problem]:
    """What could not be written."""
    return [problem for _, problems in manager.deploy(asked).failed for problem in problems]


def key_of(row: Tree, where: str = GROUP) -> str:
    """The id of a resource in the group, in lower case."""
    return f"{where}/providers/{row['type']}/{row['name']}".lower()


@pytest.mark.parametrize("lost", [VAULT, WORKSPACE, ACCOUNT], ids=lambda row: str(row["name"]))
def test_a_deleted_resource_holds_its_name_until_it_is_purged(manager: ResourceManager, lost: Tree) -> None:
    assert failed(manager, inside(lost)) == failed(manager, inside(lost)) == []
    manager.remove(GROUP.lower())
    (problem,) = failed(manager, inside(lost))
    cause = Cause(problem.code, problem.message)
    row = known(cause)
    assert row is not None
    assert row.finding == "AZU34"
    (held,) = manager.deleted
    manager.purge(held)
    assert failed(manager, inside(lost)) == []


def test_a_vault_holds_its_name_in_every_group_and_with_purge_protection_for_long(manager: ResourceManager) -> None:
    kept = resource("KeyVault/vaults", "kv-lost", enablePurgeProtection=True)
    assert failed(manager, inside(kept)) == []
    manager.remove(key_of(kept))
    assert [problem.code for problem in failed(manager, inside(kept, where="other"))] == ["ConflictError"]
    (held,) = manager.deleted
    with pytest.raises(ValueError, match="protected"):
        manager.purge(held)


def test_a_workspace_or_an_account_of_another_group_is_another(manager: ResourceManager) -> None:
    assert failed(manager, inside(WORKSPACE, ACCOUNT)) == []
    manager.remove(key_of(WORKSPACE))
    manager.remove(key_of(ACCOUNT))
    assert failed(manager, inside(WORKSPACE, ACCOUNT, where="other")) == []


@pytest.mark.parametrize(
    ("kind", "name", "property_", "value"),
    [
        ("Storage/storageAccounts/blobServices", "strg/default", "cors", {"corsRules": [{"maxAgeInSeconds": 1800}]}),
        ("Storage/storageAccounts/fileServices", "strg/default", "cors", {"corsRules": [{"maxAgeInSeconds": 1800}]}),
        ("MachineLearningServices/workspaces/onlineEndpoints", "mlw-lost/score", "traffic", {"green": 100}),
    ],
)
def test_a_write_replaces_what_others_added(
    manager: ResourceManager, kind: str, name: str, property_: str, value: Tree
) -> None:
    """CORS rules of the studio, and traffic that `az ml` moved: they stay only where the template has them.

    Source: Microsoft.Storage types, blobServices.cors: without rules in the body all are deleted.
    """
    parents = (resource("Storage/storageAccounts", "strg"), WORKSPACE)
    assert failed(manager, inside(*parents, resource(kind, name))) == []
    (owner, _, part), (parent, _, child) = kind.rpartition("/"), name.partition("/")
    key = f"{GROUP}/providers/microsoft.{owner}/{parent}/{part}/{child}"
    manager.state[key.lower()] = {**manager.state[key.lower()], "properties": {property_: value}}
    assert failed(manager, inside(*parents, resource(kind, name))) == []
    assert property_ not in manager.state[key.lower()].get("properties", {})


def test_what_the_template_has_is_there_after_each_write(manager: ResourceManager) -> None:
    kind, rules = "Storage/storageAccounts/blobServices", {"corsRules": [{"maxAgeInSeconds": 1800}]}
    asked = inside(resource("Storage/storageAccounts", "strg"), resource(kind, "strg/default", cors=rules))
    assert failed(manager, asked) == failed(manager, asked) == []
    key = f"{GROUP}/providers/microsoft.storage/storageaccounts/strg/blobservices/default".lower()
    assert manager.state[key]["properties"] == {"cors": rules}


def test_a_lock_keeps_role_assignments_in_its_group(manager: ResourceManager) -> None:
    assignment = resource("Authorization/roleAssignments", TENANT, principalId="p", roleDefinitionId="r")
    lock = resource("Authorization/locks", "keep", level="CanNotDelete")
    manager.deploy(inside(lock))
    manager.state[key_of(assignment)] = {**assignment, "id": key_of(assignment)}
    api = Api(manager, "https://localhost", (SUBSCRIPTION,))
    answer = api.answer(Call("DELETE", key_of(assignment), {}, ""))
    assert (answer.status, answer.body["error"]["code"]) == (409, "ScopeLocked")
    manager.remove(key_of(lock))
    assert api.answer(Call("DELETE", key_of(assignment), {}, "")).status == 200


def deleted(manager: ResourceManager, path: str, **query: str) -> tuple[int, str]:
    """Status and code of a delete."""
    answer = Api(manager, "https://localhost", (SUBSCRIPTION,)).answer(Call("DELETE", path, query, ""))
    return answer.status, str(answer.body.get("error", {}).get("code", ""))


def test_a_network_in_use_and_what_something_is_nested_in_are_kept(manager: ResourceManager) -> None:
    network = f"{GROUP}/providers/microsoft.network/virtualnetworks/vnet".lower()
    zone = f"{GROUP}/providers/microsoft.network/privatednszones/a.example".lower()
    endpoint = f"{GROUP}-2/providers/microsoft.network/privateendpoints/pep".lower()
    manager.state = {
        GROUP.lower(): {"id": GROUP, "type": "Microsoft.Resources/resourceGroups"},
        network: {"id": network, "type": "Microsoft.Network/virtualNetworks"},
        zone: {"id": zone, "type": "Microsoft.Network/privateDnsZones"},
        f"{zone}/virtualnetworklinks/hub": {"id": f"{zone}/virtualnetworklinks/hub", "type": "x"},
        endpoint: {"id": endpoint, "type": "y", "properties": {"subnet": {"id": f"{network}/subnets/a"}}},
    }
    assert deleted(manager, network) == deleted(manager, GROUP) == (409, "InUseSubnetCannotBeDeleted")
    assert deleted(manager, zone) == (409, "CannotDeleteResource")
    assert deleted(manager, f"{zone}/virtualnetworklinks/hub")[0] == deleted(manager, zone)[0] == 200
    assert deleted(manager, endpoint)[0] == deleted(manager, network)[0] == 200


def test_names_are_given_free_as_removal_asks_for_it(manager: ResourceManager) -> None:
    assert failed(manager, inside(WORKSPACE, ACCOUNT)) == []
    assert deleted(manager, key_of(WORKSPACE), forceToPurge="true") == (200, "")
    assert manager.deleted == {}
    assert deleted(manager, key_of(ACCOUNT)) == (200, "")
    purge = "/providers/Microsoft.CognitiveServices/locations/westeurope/resourceGroups/rg/deletedAccounts/ai-lost"
    assert list(manager.deleted) == [key_of(ACCOUNT)]
    assert deleted(manager, f"/subscriptions/{SUBSCRIPTION}{purge}")[0] == 200
    assert manager.deleted == {}
