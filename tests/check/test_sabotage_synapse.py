"""Somebody opens a Synapse workspace, or has it made in an order that Azure refuses: the check names what it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.output import write_tree
from ringfence.pipeline import files
from tests.banks import bank, planned
from tests.check.test_sabotage import Edit, Sabotage, edited, said, swap
from tests.feature_examples import lake_of, landing_zones, to_lakes

pytestmark = pytest.mark.bicep
MODULES = "packages/z-synapse/modules"
WORKSPACE, GRANTS = f"{MODULES}/synapse.bicep", f"{MODULES}/lake-access-z-data-lake.bicep"
LAKE, VALUES = "packages/z-data-lake/main.bicepparam", "packages/z-synapse/main.bicepparam"
RULES = """
resource everybody 'Microsoft.Synapse/workspaces/firewallRules@2021-06-01' = {
  parent: synapse
  name: 'all'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '255.255.255.255' }
}
"""
LOGIN = "  properties: {\n    sqlAdministratorLogin: 'sqladmin'\n    azureAD"


def behind(text: str) -> Edit:
    """Put a text behind all that a file has."""
    return lambda before: before + text


def at_once(symbol: str) -> Edit:
    """Let a resource wait for nothing."""
    return swap(rf"(resource {symbol} '(?:.*\n)+?)  dependsOn: \[(?:.*\n)*?.*\]\n", "")


def unordered(kind: str) -> Edit:
    """Take the first `dependsOn` behind the head of a type away."""

    def edit(text: str) -> str:
        head, found, rest = text.partition(f"'Microsoft.Synapse/workspaces/{kind}@")
        before, depends, after = rest.partition("  dependsOn: [")
        return head + found + before + after.partition("]\n")[2] if depends else text

    return edit


CASES = (
    Sabotage(
        "no managed network",
        WORKSPACE,
        swap("managedVirtualNetwork: 'default'", "managedVirtualNetwork: ''"),
        "HRD01",
        "managedVirtualNetwork",
    ),
    Sabotage(
        "data may leave",
        WORKSPACE,
        swap("preventDataExfiltration: true", "preventDataExfiltration: false"),
        "HRD01",
        "preventDataExfiltration",
    ),
    Sabotage(
        "a tenant more",
        VALUES,
        swap(r"tenants: \[", "tenants: ['5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e99', "),
        "PAR04",
        "allowedAadTenantIdsForLinking",
    ),
    Sabotage(
        "public access",
        WORKSPACE,
        swap("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'"),
        "HRD01",
        "publicNetworkAccess",
    ),
    Sabotage(
        "a login of SQL", WORKSPACE, swap(r"  properties: \{\n    azureAD", LOGIN), "PAR04", "sqlAdministratorLogin"
    ),
    Sabotage(
        "sign-in by Entra before its administrator",
        WORKSPACE,
        unordered("azureADOnlyAuthentications"),
        "DEP01",
        "synapseAdministrator",
    ),
    Sabotage(
        "a Spark pool before the order is done", WORKSPACE, unordered("bigDataPools"), "DEP01", "synapseEntraOnly"
    ),
    Sabotage("a SQL pool before the order is done", WORKSPACE, unordered("sqlPools"), "DEP01", "synapseEntraOnly"),
    Sabotage("an older Spark", WORKSPACE, swap("sparkVersion: '3.5'", "sparkVersion: '3.4'"), "PAR04", "sparkVersion"),
    Sabotage(
        "a pool that never pauses",
        WORKSPACE,
        swap(r"(?<=delayInMinutes: synapseSparkPoolPrepareIdleMinutes, enabled: )true", "false"),
        "PAR04",
        "autoPause",
    ),
    Sabotage(
        "packages with a session",
        WORKSPACE,
        swap("sessionLevelPackagesEnabled: false", "sessionLevelPackagesEnabled: true"),
        "HRD01",
        "sessionLevelPackagesEnabled",
    ),
    Sabotage("a firewall rule for everybody", WORKSPACE, behind(RULES), "HRD01", "firewallRules"),
    Sabotage("a pool in plain text", WORKSPACE, swap("status: 'Enabled'", "status: 'Disabled'"), "HRD01", "status"),
    Sabotage(
        "workspace of somebody else in the lake",
        LAKE,
        swap("workspaces/syn-", "workspaces/syx-"),
        "HRD01",
        "resourceAccessRules",
    ),
    Sabotage(
        "the identity of something else",
        GRANTS,
        swap(r"synapse\.identity\.principalId", "blobs.id"),
        "PAR04",
        "principalId",
    ),
    Sabotage(
        "runtime outside the network",
        WORKSPACE,
        swap("referenceName: 'default'", "referenceName: 'other'"),
        "HRD01",
        "managedVirtualNetwork",
    ),
)


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is generated for a lake and a workspace with pools."""
    place = tmp_path_factory.mktemp("synapse")
    zones = [one for one in landing_zones() if "dataLake" in one or lake_of(one)]
    write_tree(place / "out", files(planned(place, bank(*zones, connections=to_lakes(zones)))))
    return place / "out"


@pytest.fixture
def folder(golden: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(golden, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_of_a_workspace_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
