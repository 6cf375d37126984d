"""Somebody edits the package of a factory so that a trap springs, in the plan or not: its witness says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.output import write_tree
from ringfence.pipeline import certified
from tests.banks import planned
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.factories import BANK

pytestmark = pytest.mark.bicep
INTEGRATION = "packages/integration"
FACTORY, CONTENT = (f"{INTEGRATION}/modules/{name}.bicep" for name in ("data-factory", "factory-content"))
VALUES = f"{INTEGRATION}/main.bicepparam"
NETWORK = r"managedVirtualNetwork: \{ .*\}"
BODY = r"(?<=properties: \{ )(?=publicNetworkAccess)"
GIT = (
    "repoConfiguration: { type: 'FactoryGitHubConfiguration', accountName: 'a', repositoryName: 'b',"
    " collaborationBranch: 'main', rootFolder: '/' }, "
)
GLOBAL = "globalParameters: { stage: { type: 'String', value: 'prod' } }, "
KEY = "sasUri: { type: 'SecureString', value: 'x' }"
OPEN, BOTH = "publicNetworkAccess: 'Enabled'", "type: 'SystemAssigned,UserAssigned'"
APPROVAL = """resource approval 'Microsoft.KeyVault/vaults/privateEndpointConnections@2026-05-15' = {
  name: 'vault/any'
  properties: { privateLinkServiceConnectionState: { status: 'Approved' } }
}
"""
CASES = (
    Sabotage("runtime outside the network", FACTORY, swap(NETWORK, "description: 'x'"), "DSG80", "never gets into it"),
    Sabotage("Git in the body", FACTORY, swap(BODY, GIT), "DSG81", "repoConfiguration"),
    Sabotage("global parameters in the body", FACTORY, swap(BODY, GLOBAL), "DSG81", "globalParameters"),
    Sabotage(
        "logs to the shared table", FACTORY, swap(r"\n *logAnalyticsDestinationType: 'Dedicated'", ""), "DSG81", "ADF*"
    ),
    Sabotage(
        "endpoint without a part",
        FACTORY,
        swap("groupId: 'vault'", "fqdns: ['vault']"),
        "DSG82",
        "no part",
    ),
    Sabotage(
        "lake without blobs",
        FACTORY,
        swap(r"groupId: 'blob'(?=.*[\s,]*privateLinkResourceId: lakes)", "groupId: 'dfs'"),
        "DSG82",
        "blobs",
    ),
    Sabotage("linked service with a key", CONTENT, swap("accountKind: 'StorageV2'", KEY), "DSG83", "holds a secret"),
    Sabotage(
        "version 1 of Azure ML",
        CONTENT,
        swap("type: 'WebActivity'", "type: 'AzureMLExecutePipeline'"),
        "DSG83",
        "whose support has ended",
    ),
    Sabotage(
        "scores into the lake",
        VALUES,
        swap("azureml://datastores/scores/", "azureml://datastores/lake_gold/"),
        "DSG83",
        "a layer of a lake",
    ),
    Sabotage("approval by a template", FACTORY, lambda text: f"{text}\n{APPROVAL}", "DSG84", "only Azure can name"),
    Sabotage("public channel", FACTORY, swap("publicNetworkAccess: 'Disabled'", OPEN), "HRD01", "publicNetworkAccess"),
    Sabotage("identity of the system", FACTORY, swap("type: 'UserAssigned'", BOTH), "HRD01", "identity.type"),
)


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with a factory, as `generate --check` writes it: without a finding."""
    folder = tmp_path_factory.mktemp("factory")
    tree, report = certified(planned(folder, BANK), lambda _: None)
    assert report.findings == ()
    write_tree(folder / "out", tree)
    return folder / "out"


@pytest.fixture
def folder(proven: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(proven, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_trap_of_a_factory_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
