"""The stand-in's Synapse: what must be there before a workspace, and before sign-in by Entra alone."""

from __future__ import annotations

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import GROUP, SUBSCRIPTION, TENANT, Tree, group, nested, request, resource
from tests.azure.standin.manager import ResourceManager

pytestmark = pytest.mark.bicep

LAKE = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stlake"
WORKSPACE = f"{GROUP}/providers/Microsoft.Synapse/workspaces/syn"
ACCOUNT = resource(
    "Storage/storageAccounts",
    "stlake",
    networkAcls={"resourceAccessRules": [{"tenantId": TENANT, "resourceId": WORKSPACE}]},
)
CONTAINER = (
    resource("Storage/storageAccounts/blobServices", "stlake/default"),
    resource("Storage/storageAccounts/blobServices/containers", "stlake/default/synapse-analytics"),
)
SYN = resource(
    "Synapse/workspaces", "syn", defaultDataLakeStorage={"resourceId": LAKE, "filesystem": "synapse-analytics"}
)
ADMINISTRATOR = resource("Synapse/workspaces/administrators", "syn/activeDirectory")
SWITCH = resource("Synapse/workspaces/azureADOnlyAuthentications", "syn/default")


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    """A subscription in which nothing is deployed."""
    made = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    for provider in ("Microsoft.Synapse", "Microsoft.Storage"):
        made.register(SUBSCRIPTION, provider)
    return made


def said(manager: ResourceManager, *resources: Tree) -> list[str]:
    """The codes of what speaks against writing these, in the order of the template."""
    outcome = manager.deploy(request(group=group(), inside=nested(*resources)))
    return [problem.code for _, problems in outcome.failed for problem in problems]


def test_a_lake_that_lets_in_a_workspace_comes_before_it(manager: ResourceManager) -> None:
    assert said(manager, ACCOUNT, *CONTAINER) == []
    assert said(manager, SYN, ADMINISTRATOR, SWITCH) == []


def test_a_workspace_without_its_container_is_refused(manager: ResourceManager) -> None:
    assert said(manager, ACCOUNT) == []
    assert said(manager, SYN) == ["ValidationFailed"]


def test_sign_in_by_entra_alone_before_its_administrator_is_refused(manager: ResourceManager) -> None:
    assert said(manager, ACCOUNT, *CONTAINER) == []
    assert said(manager, SYN, SWITCH) == ["InvalidServerAADOnlyAuthNoAADAdminPropertyName"]
