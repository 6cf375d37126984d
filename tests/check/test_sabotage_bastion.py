"""Somebody edits bastion and jump host of a generated folder and makes the manifest right again: a witness sees it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.check.run import examine
from ringfence.output import write_tree
from ringfence.pipeline import files
from tests.banks import planned
from tests.check.test_sabotage import Edit, Sabotage, element, rehash, resource, sabotaged, said, swap
from tests.check.test_sabotage_ways_in import after
from tests.variants import VARIANTS

pytestmark = pytest.mark.bicep
HUB, ZONE = "packages/connectivity", "packages/fraud"
NETWORK, BASTION = (f"{HUB}/modules/{name}.bicep" for name in ("network", "bastion"))
GROUPS = "modules/security-groups.bicep"
VALUES, POLICY = f"{HUB}/main.bicepparam", "modules/firewall.bicep"


def within(start: str, edit: Edit) -> Edit:
    """An edit of what follows the declaration of a resource."""

    def later(text: str) -> str:
        head, found, tail = text.partition(f"resource {start} '")
        return head + found + edit(tail)

    return later


def routed(text: str) -> str:
    """The bastion's subnet with the route table of the jump host."""
    table = re.search(r" +routeTable: \{ id: jumpHostRouteTable\.id \}\n", text)
    head, found, tail = text.partition("name: 'AzureBastionSubnet'")
    return (
        head + found + tail.replace("defaultOutboundAccess: false\n", f"defaultOutboundAccess: false\n{table[0]}", 1)
        if table
        else text
    )


CASES = (
    Sabotage(
        "bastion's deny dropped",
        GROUPS,
        swap(r"onlyThese\(group\)", "take(onlyThese(group), contains(group.name, 'bastion') ? 0 : 99)"),
        "PAR04",
        "bastion",
    ),
    Sabotage("bastion's way out dropped", VALUES, element("allow-azure-cloud"), "PAR04", "allow-azure-cloud"),
    Sabotage("people from everywhere", VALUES, after("allow-https", r"'Tcp'", "'*'"), "PAR04", "allow-https"),
    Sabotage(
        "people from elsewhere",
        f"{HUB}/main.bicepparam",
        swap("'198.51.100.0/24'", "'0.0.0.0/0'"),
        "PAR04",
        "allow-https",
    ),
    Sabotage("bastion with routes", NETWORK, routed, "PAR04", "AzureBastionSubnet"),
    Sabotage(
        "bastion under another group",
        f"{HUB}/main.bicep",
        swap("(?<=networkBastionSecurityGroup: )network.bastionSecurityGroup", "network.jumpHostSecurityGroup"),
        "PAR04",
        "AzureBastionSubnet",
    ),
    Sabotage(
        "files through the bastion",
        BASTION,
        swap("enableFileCopy: false", "enableFileCopy: true"),
        "HRD01",
        "enableFileCopy",
    ),
    Sabotage(
        "copy and paste",
        BASTION,
        swap("disableCopyPaste: true", "disableCopyPaste: false"),
        "HRD01",
        "disableCopyPaste",
    ),
    Sabotage(
        "links",
        BASTION,
        swap("enableShareableLink: false", "enableShareableLink: true"),
        "HRD01",
        "enableShareableLink",
    ),
    Sabotage(
        "tunnels closed", BASTION, swap("enableTunneling: true", "enableTunneling: false"), "PAR04", "enableTunneling"
    ),
    Sabotage("bastion's log dropped", BASTION, resource("bastionHostLogs"), "PAR01", "diagnosticSettings"),
    Sabotage("bastion's lock dropped", BASTION, resource("bastionHostLock"), "PAR01", "locks"),
    Sabotage(
        "jump host with a public address",
        BASTION,
        within(
            "interface",
            swap(
                r"privateIPAllocationMethod: 'Dynamic'",
                "publicIPAddress: {\n            id: jumpHostSubnetId\n          }\n"
                "          privateIPAllocationMethod: 'Dynamic'",
            ),
        ),
        "PAR04",
        "publicIPAddress",
    ),
    Sabotage(
        "jump host as a router",
        BASTION,
        swap("enableIPForwarding: false", "enableIPForwarding: true"),
        "HRD01",
        "enableIPForwarding",
    ),
    Sabotage(
        "passwords",
        BASTION,
        swap("disablePasswordAuthentication: true", "disablePasswordAuthentication: false"),
        "HRD01",
        "disablePasswordAuthentication",
    ),
    Sabotage("no trusted launch", BASTION, swap("'TrustedLaunch'", "'Standard'"), "HRD01", "securityType"),
    Sabotage(
        "no secure boot", BASTION, swap("secureBootEnabled: true", "secureBootEnabled: false"), "HRD01", "secureBoot"
    ),
    Sabotage(
        "host not encrypted",
        BASTION,
        swap("encryptionAtHost: true", "encryptionAtHost: false"),
        "HRD01",
        "encryptionAtHost",
    ),
    Sabotage("serial console", BASTION, swap(r"enabled: false", "enabled: true"), "HRD01", "bootDiagnostics.enabled"),
    Sabotage("another image", BASTION, swap("'Canonical'", "'Somebody'"), "PAR04", "publisher"),
    Sabotage(
        "another account", f"{HUB}/main.bicepparam", swap("user: 'jumper'", "user: 'ubuntu'"), "PAR04", "adminUsername"
    ),
    Sabotage(
        "names from elsewhere",
        BASTION,
        swap(r"\[firewallPrivateAddress", "[firewallPrivateAddress, '192.0.2.53'"),
        "PAR04",
        "dnsServers",
    ),
    Sabotage(
        "a key of somebody's",
        f"{HUB}/main.bicepparam",
        swap(r"az\.getSecret\((?:[^)]|\n)+\)", "'ssh-rsa AAAA'"),
        "SEC01",
        "jumpHostKey",
    ),
    Sabotage(
        "ssh from the network",
        VALUES,
        after("allow-bastion", r"network\.bastionPrefix", "'VirtualNetwork'"),
        "PAR04",
        "allow-bastion",
    ),
    Sabotage(
        "jump host's deny dropped",
        GROUPS,
        swap(r"onlyThese\(group\)", "take(onlyThese(group), contains(group.name, 'jump-host') ? 0 : 99)"),
        "PAR04",
        "deny-all-inbound",
    ),
    Sabotage(
        "endpoints past the firewall",
        VALUES,
        element("fraud-to-firewall"),
        "PAR04",
        "fraud-to-firewall",
    ),
    Sabotage(
        "jump host past the firewall",
        NETWORK,
        within("jumpHostRouteTable", element("default-to-firewall")),
        "PAR04",
        "default-to-firewall",
    ),
    Sabotage(
        "jump host to every port",
        VALUES,
        after("jump-host-to-fraud", "'443'", "'*'"),
        "PAR04",
        "destinationPorts",
    ),
    Sabotage(
        "sources kept towards endpoints",
        POLICY,
        swap("autoLearnPrivateRanges: 'Disabled'", "autoLearnPrivateRanges: 'Enabled'"),
        "PAR04",
        "snat",
    ),
    Sabotage(
        "endpoints open to all",
        f"{ZONE}/main.bicepparam",
        after("allow-jump-host", r"(?=firewall\.prefix)", "'*', "),
        "PAR04",
        "allow-jump-host",
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank with a bastion and a jump host whose key is in a vault."""
    folder = tmp_path_factory.mktemp("made")
    write_tree(folder / "out", files(planned(folder, VARIANTS["jump-host"])))
    return folder / "out"


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def test_the_folder_is_proven(bicep: Bicep, folder: Path) -> None:
    assert [f for f in examine(bicep, folder, ["connectivity", "fraud"]).findings if f.code != "MAN02"] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_sabotage_is_found_by_its_witness(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    file, package = sabotaged(folder, case)
    rehash(folder, file)
    report = examine(bicep, folder, [package])
    assert said(report, case.code, case.says), report.findings
    assert not report.ok
