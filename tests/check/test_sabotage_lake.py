"""Somebody opens the lake: every edit of its package is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import MODULE, Sabotage, edited, loop, resource, role, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
ACCOUNT, RIGHTS = f"{MODULE}/lake-storage.bicep", "packages/lake/modules/lake-access.bicep"
LAKE = "packages/lake/main.bicepparam"
NETWORK, VALUES = f"{MODULE}/network.bicep", "packages/*/main.bicepparam"
ROLES, WRITER = "packages/lake/modules/roles.bicep", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"
HOST = r"'stlake\w+\.blob\.core\.windows\.net'"
GRANTS = "roleAssignments"
STORES = "packages/fraud/main.bicepparam"
LET_IN = "resourceAccessRules"
OURS, OTHER = "accessConnectors/dbac-lub-spark", "accessConnectors/dbac-lub-other"
CASES = (
    Sabotage(
        "layer made public", ACCOUNT, swap("publicAccess: 'None'", "publicAccess: 'Blob'"), "HRD01", "publicAccess"
    ),
    Sabotage("Azure services trusted", ACCOUNT, swap("bypass: 'None'", "bypass: 'AzureServices'"), "HRD01", "bypass"),
    Sabotage(
        "folders switched off", ACCOUNT, swap("isHnsEnabled: true", "isHnsEnabled: false"), "HRD01", "isHnsEnabled"
    ),
    Sabotage("bin emptied early", ACCOUNT, swap("days: 90", "days: 1", 9), "HRD01", "Policy.days"),
    Sabotage("lifecycle deletes", ACCOUNT, swap("tierToCool", "delete"), "PAR04", "delete"),
    Sabotage("retention dropped", ACCOUNT, loop("retentions"), "PAR01", "immutabilityPolicies"),
    Sabotage("retention left out", LAKE, swap(", retentionDays: 2555", ""), "PAR01", "immutabilityPolicies"),
    Sabotage(
        "blocks may be changed",
        ACCOUNT,
        swap("allowProtectedAppendWritesAll: true", "allowProtectedAppendWritesAll: false"),
        "HRD01",
        "allowProtectedAppendWritesAll",
    ),
    Sabotage("kept for a day", LAKE, swap("retentionDays: 2555", "retentionDays: 1"), "PAR04", "immutabilityPeriod"),
    Sabotage("layer dropped", ACCOUNT, loop("containers"), "CMP01", "containers"),
    Sabotage("layer left out", LAKE, swap(r"\{ name: 'silver' \}", ""), "PAR01", "containers"),
    Sabotage(
        "a datastore left out", STORES, swap(r"^  \{\n +name: 'lake_gold'\n(?:.*\n)*?  \}\n", ""), "PAR01", "datastores"
    ),
    Sabotage(
        "a datastore of another account",
        STORES,
        swap("account: 'stlakelublakesilver", "account: 'stlakeother"),
        "PAR04",
        "accountName",
    ),
    Sabotage(
        "a datastore read as the workspace",
        "modules/datastores.bicep",
        swap("serviceDataAccessAuthIdentity: 'None'", "serviceDataAccessAuthIdentity: 'WorkspaceUserAssignedIdentity'"),
        "HRD01",
        "serviceDataAccessAuthIdentity",
    ),
    Sabotage("another layer", LAKE, swap("name: 'silver'", "name: 'bronze'"), "PAR01", "containers"),
    Sabotage("another connector let in", LAKE, swap(OURS, OTHER), "HRD01", LET_IN),
    Sabotage("a workspace let in", LAKE, swap(OURS, "workspaces/dbw-lub-spark"), "HRD01", LET_IN),
    Sabotage(
        "a connector of another tenant let in",
        LAKE,
        swap("tenantId: '51b0c6d4", "tenantId: '00000000"),
        "HRD01",
        LET_IN,
    ),
    Sabotage("no connector let in", ACCOUNT, swap(f"{LET_IN}: instances", f"{LET_IN}: []"), "CMP01", "instances"),
    Sabotage("a connector left out", LAKE, swap(r"instances: \[\n(?:.*\n)*? +\]", "instances: []"), "PAR04", LET_IN),
    Sabotage("a connector that cannot sign", RIGHTS, resource(r"\w+DelegatorOnAccountSilver"), "PAR01", GRANTS),
    Sabotage("right on the whole account", RIGHTS, swap("scope: layerGold", "scope: accountGold"), "PAR01", GRANTS),
    Sabotage(
        "a reader may write",
        ROLES,
        role("storageBlobDataReader", WRITER),
        "PAR01",
        "roleAssignments",
    ),
    Sabotage(
        "everybody let in", VALUES, after("allow-firewall", r"firewall\.prefix", "'*'"), "PAR04", "allow-firewall"
    ),
    Sabotage("every account opened", VALUES, swap(HOST, "'*.blob.core.windows.net'"), "PAR04", "lake-lake"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_opened_lake_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
