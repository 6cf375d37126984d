"""Somebody edits a folder so that a trap springs: Azure would refuse it or break it, and the trap's witness says so.

Each of these edits could stand in the plan too: the witnesses of traps read the prediction alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Edit, Sabotage, edited, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
HUB, FRAUD, SPARK = (f"packages/{name}" for name in ("connectivity", "fraud", "spark"))
NETWORK, GATEWAY = (f"{HUB}/modules/{name}.bicep" for name in ("network", "vpn-gateway"))
FIREWALL = "modules/firewall.bicep"
VALUES = f"{HUB}/main.bicepparam"
OTHER = "00000000-0000-0000-0000-000000000009"
ABROAD = f"resourceId('{OTHER}', 'rg', 'Microsoft.Network/publicIPAddresses', publicIps[index].name)"
AWAY = "resourceId('rg', 'Microsoft.Network/virtualNetworks/subnets', split(firewallSubnetId, '/')[8], 'x')"


def behind(text: str) -> Edit:
    """Put a text behind all that a file has."""
    return lambda before: f"{before}\n{text}"


LOCK = """resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  properties: { level: 'CanNotDelete' }
}
"""
SECOND = """resource again 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: storage
  name: 'again'
  properties: {
    workspaceId: logAnalyticsId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource twice 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: storage
  name: 'twice'
  properties: {
    workspaceId: logAnalyticsId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}
"""
BESIDE = """resource beside 'Microsoft.Network/virtualNetworks/subnets@2026-03-01' = {
  parent: virtualNetwork
  name: 'snet-beside'
  properties: { addressPrefix: '10.128.4.128/28' }
}
"""
STANDARD = "tier: empty(firewallTier) ? firewallTier : 'Standard'"
GUARD = (
    "networkSecurityGroup: { id: resourceId('Microsoft.Network/networkSecurityGroups', networkResolverSecurityGroup) }"
)
DELEGATED = "delegations: [{ name: 'x', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]"
CASES = (
    Sabotage(
        "firewall in two zones",
        FIREWALL,
        swap(r"(?<=tags: tags\n  zones: )firewallZones", "take(firewallZones, 2)"),
        "DSG30",
        "zones",
    ),
    Sabotage(
        "firewall's address in another subscription",
        FIREWALL,
        swap(r"id: publicIps\[index\]\.id", f"id: {ABROAD}"),
        "DSG31",
        "another subscription",
    ),
    Sabotage(
        "firewall away from its network",
        FIREWALL,
        swap("id: firewallSubnetId", f"id: {AWAY}"),
        "DSG31",
        "another resource group",
    ),
    Sabotage(
        "IDPS on Standard",
        FIREWALL,
        swap("(?<=sku: { )tier: firewallTier", STANDARD),
        "DSG32",
        "Premium",
    ),
    Sabotage(
        "Standard firewall under a Premium policy",
        FIREWALL,
        swap("(?<='AZFW_VNet', )tier: firewallTier", STANDARD),
        "DSG32",
        "takes no Premium policy",
    ),
    Sabotage(
        "sources kept towards endpoints",
        FIREWALL,
        swap("privateRanges: firewallPrivateRanges", "privateRanges: union(firewallPrivateRanges, ['10.0.0.0/8'])"),
        "DSG33",
        "passes with its own source",
    ),
    Sabotage(
        "ranges learnt by the firewall",
        FIREWALL,
        swap("autoLearnPrivateRanges: 'Disabled'", "autoLearnPrivateRanges: 'Enabled'"),
        "DSG33",
        "passes with its own source",
    ),
    Sabotage(
        "gateway behind a security group",
        NETWORK,
        swap(r"(?=routeTable: \{ id: gatewayRouteTable\.id \})", f"{GUARD}\n"),
        "DSG34",
        "GatewaySubnet",
    ),
    Sabotage(
        "firewall behind a security group",
        NETWORK,
        swap(r"(?=routeTable: \{ id: firewallRouteTable\.id \})", f"{GUARD}\n"),
        "DSG34",
        "AzureFirewallSubnet",
    ),
    Sabotage(
        "compute's subnet delegated",
        f"{FRAUD}/modules/network.bicep",
        after("snet-compute", r"delegations: \[\]", DELEGATED),
        "DSG35",
        "delegated to Microsoft.Web",
    ),
    Sabotage(
        "endpoints' subnet delegated",
        f"{FRAUD}/modules/network.bicep",
        after("snet-endpoints", r"delegations: \[\]", DELEGATED),
        "DSG35",
        "delegated to Microsoft.Web",
    ),
    Sabotage(
        "subnet of two services",
        f"{SPARK}/modules/network.bicep",
        swap(
            r"delegations: \[\n",
            "delegations: [\n            { name: 'x', properties: { serviceName: 'Microsoft.Web/serverFarms' } }\n",
        ),
        "DSG35",
        "delegated to 2 services",
    ),
    Sabotage(
        "subnet beside its network", f"{FRAUD}/modules/network.bicep", behind(BESIDE), "DSG36", "beside its network"
    ),
    Sabotage("logs sent twice", "modules/storage.bicep", behind(SECOND), "DSG38", "by another setting too"),
    Sabotage(
        "default account with folders",
        "modules/storage.bicep",
        swap("isHnsEnabled: false", "isHnsEnabled: true"),
        "DSG39",
        "must not have folders",
    ),
    Sabotage(
        "keyless account by key",
        f"{FRAUD}/modules/machine-learning.bicep",
        swap(r"systemDatastoresAuthMode: 'Identity'", "systemDatastoresAuthMode: 'AccessKey'"),
        "DSG39",
        "would sign in with one",
    ),
    Sabotage(
        "images built on GPUs",
        f"{FRAUD}/main.bicepparam",
        swap("imageBuildCompute: 'cpu'", "imageBuildCompute: 'gpu'"),
        "DSG39",
        "CPU sizes only",
    ),
    Sabotage(
        "policy without the alias",
        f"{FRAUD}/modules/network.bicep",
        swap(r"\['/services/Azure/MachineLearning'\]", "['/services/Azure/Databricks']"),
        "DSG40",
        "does not start",
    ),
    Sabotage(
        "alias beside accounts",
        f"{FRAUD}/modules/network.bicep",
        swap("service: 'Global'", "service: 'Microsoft.Storage'"),
        "DSG40",
        "does not start",
    ),
    Sabotage("group locked", "modules/storage.bicep", behind(LOCK), "DSG41", "more than a resource"),
    Sabotage(
        "no address for users",
        GATEWAY,
        swap(r"publicIPAddress: \{ id: usersAddress\.id \}", "publicIPAddress: { id: secondAddress.id }"),
        "DSG42",
        "needs 3 public addresses",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_trap_that_springs_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
