"""Somebody edits a folder so that Azure accepts it and it does not work, or is undone: parity and facts see it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
HUB, FRAUD, SPARK = (f"packages/{name}" for name in ("connectivity", "fraud", "spark"))
FIREWALL = "modules/firewall.bicep"
CASES = (
    Sabotage(
        "names asked past the firewall", FIREWALL, swap("enableProxy: true", "enableProxy: false"), "HRD01", "Proxy"
    ),
    Sabotage(
        "TLS opened by the firewall",
        FIREWALL,
        swap("terminateTLS: false", "terminateTLS: true"),
        "PAR04",
        "terminateTLS",
    ),
    Sabotage(
        "security group that endpoints ignore",
        f"{FRAUD}/modules/network.bicep",
        after(
            "snet-endpoints", "privateEndpointNetworkPolicies: 'Enabled'", "privateEndpointNetworkPolicies: 'Disabled'"
        ),
        "PAR04",
        "privateEndpointNetworkPolicies",
    ),
    Sabotage(
        "trusted services shut out",
        "modules/storage.bicep",
        swap("bypass: 'AzureServices'", "bypass: 'None'"),
        "PAR04",
        "bypass",
    ),
    Sabotage(
        "images in quarantine",
        "modules/container-registry.bicep",
        swap(r"quarantinePolicy: \{ status: 'disabled' \}", "quarantinePolicy: { status: 'enabled' }"),
        "PAR04",
        "quarantinePolicy",
    ),
    Sabotage("small registry", "modules/container-registry.bicep", swap("'Premium'", "'Standard'"), "HRD01", "sku"),
    Sabotage(
        "legacy mode",
        f"{FRAUD}/modules/machine-learning.bicep",
        swap("v1LegacyMode: false", "v1LegacyMode: true"),
        "HRD01",
        "v1LegacyMode",
    ),
    Sabotage(
        "vault by access policies",
        "modules/key-vault.bicep",
        swap("enableRbacAuthorization: true", "enableRbacAuthorization: false"),
        "HRD01",
        "enableRbacAuthorization",
    ),
    Sabotage(
        "endpoints at once",
        "modules/private-endpoints.bicep",
        swap(r"^@batchSize\(1\).*\n", ""),
        "DEP01",
        "one at a time",
    ),
    Sabotage(
        "machines write names",
        f"{HUB}/modules/dns.bicep",
        swap("registrationEnabled: false", "registrationEnabled: true"),
        "HRD01",
        "registrationEnabled",
    ),
    Sabotage(
        "public answers for private names",
        f"{HUB}/modules/dns.bicep",
        swap("resolutionPolicy: 'Default'", "resolutionPolicy: 'NxDomainRedirect'"),
        "HRD01",
        "resolutionPolicy",
    ),
    Sabotage(
        "endpoints before the peering",
        f"{FRAUD}/main.bicep",
        swap(r"^    peeringSpokeModule\n", ""),
        "DEP01",
        "does not wait for module peering-spoke",
    ),
    Sabotage(
        "a deployment that says how it leaves",
        "packages/scoring/modules/online-endpoints.bicep",
        swap("appInsightsEnabled: true", "appInsightsEnabled: true\n  egressPublicNetworkAccess: 'Disabled'"),
        "PAR04",
        "egressPublicNetworkAccess",
    ),
    Sabotage(
        "flow logs shut out",
        "modules/log-storage.bicep",
        swap("bypass: 'AzureServices'", "bypass: 'None'"),
        "PAR04",
        "bypass",
    ),
    Sabotage(
        "policy with tags",
        FIREWALL,
        swap(r"name: firewallPolicyName\n", "name: firewallPolicyName\n  tags: { owner: 'x' }\n"),
        "PAR03",
        "tags",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_would_not_work_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
