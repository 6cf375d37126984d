"""Somebody opens the Databricks workspace: the witness that knows why it must not be finds it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Sabotage, edited, element, role, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
SPARK = "packages/spark/modules"
NODES = "packages/spark/main.bicepparam"
WORKSPACE, NETWORK = f"{SPARK}/databricks.bicep", f"{SPARK}/network.bicep"
LAKE, VALUES = "packages/lake/modules/roles.bicep", "packages/connectivity/main.bicepparam"
OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"
NO_PUBLIC_IP = r"enableNoPublicIp: \{\s+value: true"
ROW = r" +\{\n +name: 'pep-[a-z0-9-]+-%s'\n(?:.*\n)*? +\}\n"


def turned(text: str) -> str:
    """Sign-in first, and then the workspace."""
    return re.sub(f"({ROW % 'databricks_ui_api'})({ROW % 'browser_authentication'})", r"\2\1", text)


CASES = (
    Sabotage(
        "public addresses on nodes",
        WORKSPACE,
        swap(NO_PUBLIC_IP, "enableNoPublicIp: {\n        value: false"),
        "HRD01",
        "enableNoPublicIp",
    ),
    Sabotage(
        "public access on",
        WORKSPACE,
        swap("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'"),
        "HRD01",
        "publicNetworkAccess",
    ),
    Sabotage(
        "rules of the other case",
        WORKSPACE,
        swap("'NoAzureDatabricksRules'", "'AllRules'"),
        "HRD01",
        "requiredNsgRules",
    ),
    Sabotage(
        "root account opened",
        WORKSPACE,
        swap("defaultStorageFirewall: 'Enabled'", "defaultStorageFirewall: 'Disabled'"),
        "HRD01",
        "defaultStorageFirewall",
    ),
    Sabotage("standard tier", WORKSPACE, swap("'premium'", "'standard'"), "HRD01", "sku.name"),
    Sabotage(
        "group of the nodes left out",
        "packages/spark/main.bicep",
        swap(
            "securityGroups: securityGroups",
            "securityGroups: filter(securityGroups, one => one.name != network.hostSecurityGroup)",
        ),
        "PAR01",
        "networkSecurityGroups",
    ),
    Sabotage(
        "nodes let everybody in",
        NODES,
        after("allow-nodes", r"network\.hostPrefix", "'*'"),
        "PAR04",
        "allow-nodes",
    ),
    Sabotage("subnet taken from Databricks", NETWORK, element("delegation"), "PAR04", "delegation"),
    Sabotage("sign-in dropped", NODES, element("pep-[a-z0-9-]+-browser_authentication"), "PAR01", "privateEndpoints"),
    Sabotage("sign-in before the workspace", NODES, turned, "DEP01", "browser_authentication is made before"),
    Sabotage("connector may own the lake", LAKE, role("storageBlobDataContributor", OWNER), "PAR01", "roleAssignments"),
    Sabotage(
        "every account of artifacts opened",
        VALUES,
        swap(r"'dbartifactsprodwesteu\.blob\.core\.windows\.net'", "'*.blob.core.windows.net'"),
        "PAR04",
        "artifacts",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_opened_workspace_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
