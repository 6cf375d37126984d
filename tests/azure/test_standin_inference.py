"""The stand-in's endpoints of Azure Machine Learning: what must be there before, and what a name may be."""

from __future__ import annotations

import pytest

from ringfence.check.bicep import Bicep
from tests.azure.requests import GROUP, SUBSCRIPTION, TENANT, Tree, group, nested, request, resource
from tests.azure.standin.manager import ResourceManager

pytestmark = pytest.mark.bicep

ML = "MachineLearningServices"
WORKSPACE = f"{GROUP}/providers/Microsoft.{ML}/workspaces/mlw"
MODEL = "azureml://registries/mlr/models/payments/versions/1"
CODE = f"{WORKSPACE}/codes/answer/versions/2"
FILES = "https://stfiles.blob.core.windows.net/scoring-code/answer/2"
IMAGE = f"{WORKSPACE}/environments/image/versions/3"
CURATED = "azureml://registries/azureml/environments/sklearn/versions/4"
REGISTRY = resource(f"{ML}/registries", "mlr")
ROOM = (
    REGISTRY,
    resource(f"{ML}/workspaces", "mlw"),
    resource(f"{ML}/workspaces/computes", "mlw/cpu"),
    resource(f"{ML}/workspaces/codes", "mlw/answer"),
    resource("Storage/storageAccounts", "stfiles"),
)
ANSWER = resource(f"{ML}/workspaces/codes/versions", "mlw/answer/2", codeUri=FILES)
BLUE = resource(f"{ML}/workspaces/onlineEndpoints/deployments", "mlw/score/blue", model=MODEL, environmentId=CURATED)
NIGHTLY = resource(
    f"{ML}/workspaces/batchEndpoints/deployments",
    "mlw/backfill/nightly",
    model={"referenceType": "Id", "assetId": MODEL},
    environmentId=IMAGE,
    codeConfiguration={"codeId": CODE},
    compute=f"{WORKSPACE}/computes/cpu",
)


def score(name: str = "mlw/score", **properties: object) -> Tree:
    return resource(f"{ML}/workspaces/onlineEndpoints", name, **properties)


def backfill(**properties: object) -> Tree:
    return resource(f"{ML}/workspaces/batchEndpoints", "mlw/backfill", **properties)


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    """A registry, a workspace with a cluster, and everything registered."""
    made = ResourceManager(bicep, TENANT, (SUBSCRIPTION,))
    made.register(SUBSCRIPTION, f"Microsoft.{ML}")
    made.register(SUBSCRIPTION, "Microsoft.Storage")
    assert said(made, *ROOM) == []
    made.assets = frozenset(address.lower() for address in (MODEL, FILES, IMAGE, CURATED))
    assert said(made, ANSWER) == []
    return made


def said(manager: ResourceManager, *resources: Tree) -> list[str]:
    """What speaks against writing these, in the order of the template."""
    outcome = manager.deploy(request(group=group(), inside=nested(*resources)))
    return [problem.message for _, problems in outcome.failed for problem in problems]


def test_from_empty_to_traffic_in_three_steps(manager: ResourceManager) -> None:
    assert said(manager, score(), backfill()) == []
    assert said(manager, score(), BLUE, backfill(), NIGHTLY) == []
    traffic = (score(traffic={"blue": 100}), BLUE, backfill(defaults={"deploymentName": "nightly"}), NIGHTLY)
    assert said(manager, *traffic) == []
    assert said(manager, *traffic) == []


@pytest.mark.parametrize(
    ("named", "deployment", "missing"),
    [
        (score(traffic={"blue": 100}), BLUE, "blue"),
        (score(traffic={"blue": 0}), BLUE, "blue"),
        (score(mirrorTraffic={"blue": 10}), BLUE, "blue"),
        (backfill(defaults={"deploymentName": "nightly"}), NIGHTLY, "nightly"),
    ],
)
def test_a_deployment_that_is_written_only_now_gets_no_traffic(
    manager: ResourceManager, named: Tree, deployment: Tree, missing: str
) -> None:
    [message] = said(manager, named, deployment)
    assert f"deployment '{missing}' could not be found" in message
    assert not any("/deployments/" in key for key in manager.state)


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"traffic": {"blue": 90}}, "sum of traffic must be 0 or 100, and is 90"),
        ({"traffic": {"blue": 0}}, ""),
        ({"mirrorTraffic": {"blue": 51}}, "no more than 50 percent"),
        ({"mirrorTraffic": {"blue": 5, "green": 5}}, "mirrored to one deployment"),
    ],
)
def test_shares_of_requests(manager: ResourceManager, properties: Tree, wrong: str) -> None:
    green = {**BLUE, "name": "mlw/score/green"}
    assert said(manager, score(), BLUE, green) == []
    found = said(manager, score(**properties), BLUE, green)
    assert [wrong in message for message in found] == [True] * bool(wrong)


@pytest.mark.parametrize("address", [MODEL, IMAGE])
def test_what_was_not_registered_cannot_be_deployed(manager: ResourceManager, address: str) -> None:
    manager.assets -= {address.lower()}
    [message] = said(manager, backfill(), NIGHTLY)
    assert address in message
    assert f"{WORKSPACE}/batchEndpoints/backfill".lower() in manager.state


def test_code_is_a_version_of_files_that_are_there(manager: ResourceManager) -> None:
    other = resource(f"{ML}/workspaces/codes/versions", "mlw/answer/3", codeUri=FILES.replace("/2", "/3"))
    assert said(manager, other) == [
        f"The request is invalid. (InferencingClientCallFailed) Could not find files at: {FILES.replace('/2', '/3')}"
    ]
    manager.remove(f"{GROUP}/providers/Microsoft.Storage/storageAccounts/stfiles".lower())
    assert said(manager, ANSWER) != []


def test_a_registry_has_no_code_whatever_was_registered(manager: ResourceManager) -> None:
    """Source: azure-ai-docs how-to-share-models-pipelines-across-workspaces-with-registries.md (2025-04-07)."""
    code = "azureml://registries/mlr/codes/answer/versions/2"
    manager.assets |= {code}
    named = {**NIGHTLY["properties"], "codeConfiguration": {"codeId": code}}
    [message] = said(manager, backfill(), {**NIGHTLY, "properties": named})
    assert code in message


def test_what_is_in_a_registry_goes_with_it_but_microsofts_stays(manager: ResourceManager) -> None:
    manager.remove(f"{GROUP}/providers/microsoft.{ML}/registries/mlr".lower())
    assert said(manager, score(), BLUE) == [
        f"The request is invalid. (InferencingClientCallFailed) Could not find asset with ID: {MODEL}"
    ]


def test_batch_work_needs_a_cluster(manager: ResourceManager) -> None:
    [message] = said(manager, backfill(), {**NIGHTLY, "properties": {"compute": f"{WORKSPACE}/computes/gpu"}})
    assert f"Resource {WORKSPACE}/computes/gpu referenced" in message


def test_a_name_is_taken_once_a_region(manager: ResourceManager) -> None:
    assert said(manager, score()) == []
    other = resource(f"{ML}/workspaces", "mlw2")
    [message] = said(manager, other, score("mlw2/score"))
    assert "must be unique within a region" in message
    assert said(manager, other, {**score("mlw2/score"), "location": "northeurope"}) == []


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ("Disabled", "AllowInternetOutbound", False),
        ("AllowInternetOutbound", "AllowOnlyApprovedOutbound", False),
        ("AllowOnlyApprovedOutbound", "AllowInternetOutbound", True),
        ("AllowInternetOutbound", "Disabled", True),
        ("AllowOnlyApprovedOutbound", None, True),
    ],
)
def test_a_managed_network_only_becomes_closer(
    manager: ResourceManager, before: str, after: str | None, refused: bool
) -> None:
    def workspace(mode: str | None) -> Tree:
        network = {"managedNetwork": {"isolationMode": mode}} if mode else {}
        return resource(f"{ML}/workspaces", "mlw-2", **network)

    assert said(manager, workspace(before)) == []
    assert bool(said(manager, workspace(after))) == refused


def test_assets_are_shown_by_their_ids_in_registry_and_workspace(manager: ResourceManager) -> None:
    registry = f"{GROUP}/providers/Microsoft.{ML}/registries/mlr"
    shown = manager.read(f"{registry}/models/payments/versions/1")
    assert shown is not None
    assert (shown["name"], shown["type"]) == ("1", f"Microsoft.{ML}/registries/models/versions")
    assert manager.read(IMAGE) is not None
    assert manager.read(f"{registry}/models/payments/versions/2") is None
    manager.remove(registry.lower())
    assert manager.read(f"{registry}/models/payments/versions/1") is None
