"""Somebody edits the ways in of a generated folder and makes the manifest right again: a witness must still see it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.check.run import examine
from tests.check.test_sabotage import Edit, Sabotage, element, rehash, resource, sabotaged, said, swap

GOLDEN = Path(__file__).parents[2] / "out" / "regional-bank"
HUB, ZONE = "packages/connectivity", "packages/credit-risk-dev"
pytestmark = [
    pytest.mark.bicep,
    pytest.mark.skipif(not GOLDEN.is_dir(), reason="out/regional-bank is not there; `ringfence generate` writes it"),
]


def after(name: str, old: str, new: str) -> Edit:
    """Replace the first `old` behind the rule of this name."""

    def edit(text: str) -> str:
        head, found, tail = text.partition(f"name: '{name}'")
        return head + found + re.sub(old, lambda _: new, tail, count=1) if found else text

    return edit


OPEN = r"onlyThese\(group\)"
SABOTAGE = (
    Sabotage(
        "queries from everywhere",
        f"{HUB}/main.bicepparam",
        after("allow-queries-udp", r"vpnUsers\.pool", "'*'"),
        "PAR04",
        "allow-queries-udp",
    ),
    Sabotage(
        "resolver's group open",
        "modules/security-groups.bicep",
        swap(OPEN, "filter(onlyThese(group), rule => rule.name != 'deny-all-inbound')"),
        "PAR04",
        "deny-all-inbound",
    ),
    Sabotage(
        "hub without the ruleset",
        f"{HUB}/modules/dns-resolver.bicep",
        resource("rulesetLink"),
        "PAR01",
        "virtualNetworkLinks",
    ),
    Sabotage(
        "a signature silenced",
        f"{HUB}/main.bicepparam",
        swap(r"signatureOverrides: \[\]", "signatureOverrides: [{ id: '2024897', mode: 'Off' }]"),
        "PAR04",
        "signatureOverrides",
    ),
    Sabotage(
        "names asked of another server",
        f"{HUB}/main.bicepparam",
        swap("'10.16.0.53'", "'192.0.2.53'"),
        "PAR04",
        "targetDnsServers",
    ),
    Sabotage(
        "gateway route dropped",
        f"{HUB}/main.bicepparam",
        element("credit-risk-prod-to-firewall"),
        "PAR04",
        "credit-risk-prod-to-firewall",
    ),
    Sabotage(
        "gateway without learnt routes",
        f"{HUB}/modules/network.bicep",
        swap("disableBgpRoutePropagation: false", "disableBgpRoutePropagation: true"),
        "PAR04",
        "disableBgpRoutePropagation",
    ),
    Sabotage(
        "firewall's subnet without its route",
        f"{HUB}/modules/network.bicep",
        swap("routeTable: { id: firewallRouteTable.id }\n", ""),
        "PAR04",
        "routeTable",
    ),
    Sabotage(
        "firewall without its own way out",
        f"{HUB}/modules/network.bicep",
        swap("nextHopType: 'Internet'", "nextHopType: 'VirtualNetworkGateway'"),
        "PAR04",
        "nextHopType",
    ),
    Sabotage(
        "landing zone with a route to the internet",
        f"{ZONE}/modules/network.bicep",
        swap("nextHopType: 'VirtualAppliance'", "nextHopType: 'Internet'"),
        "PAR04",
        "nextHopType",
    ),
    Sabotage(
        "landing zone with learnt routes",
        f"{ZONE}/modules/network.bicep",
        swap("disableBgpRoutePropagation: true", "disableBgpRoutePropagation: false"),
        "PAR04",
        "disableBgpRoutePropagation",
    ),
    Sabotage(
        "gateway's subnet without its routes",
        f"{HUB}/modules/network.bicep",
        swap("routeTable: { id: gatewayRouteTable.id }\n", ""),
        "PAR04",
        "routeTable",
    ),
    Sabotage(
        "users on every port",
        f"{HUB}/main.bicepparam",
        after("users-to-credit-risk-dev", r"'443'", "'*'"),
        "PAR04",
        "destinationPorts",
    ),
    Sabotage(
        "users from everywhere",
        f"{HUB}/main.bicepparam",
        after("users-to-credit-risk-dev", r"vpnUsers\.pool", "'*'"),
        "PAR04",
        "sourceAddresses",
    ),
    Sabotage(
        "users to compute",
        f"{HUB}/main.bicepparam",
        after(
            "users-to-credit-risk-dev",
            r"landingZones\['credit-risk-dev'\]\.endpoints",
            "landingZones['credit-risk-dev'].compute",
        ),
        "PAR04",
        "destinationAddresses",
    ),
    Sabotage(
        "endpoints open to all users",
        f"{ZONE}/main.bicepparam",
        after("allow-users", r"(?=firewall\.prefix)", "'*', "),
        "PAR04",
        "allow-users",
    ),
    Sabotage(
        "sources kept towards endpoints",
        "modules/firewall.bicep",
        swap("autoLearnPrivateRanges: 'Disabled'", "autoLearnPrivateRanges: 'Enabled'"),
        "PAR04",
        "snat",
    ),
    Sabotage("gateway in one zone", f"{HUB}/modules/vpn-gateway.bicep", swap("'VpnGw2AZ'", "'VpnGw2'"), "PAR04", "sku"),
    Sabotage(
        "a line that goes elsewhere",
        f"{HUB}/main.bicepparam",
        swap(r"expressRouteCircuits/[\w-]+", "expressRouteCircuits/evil"),
        "PAR04",
        "peer",
    ),
    Sabotage(
        "a domain asked of another server",
        f"{HUB}/main.bicepparam",
        swap(r"servers: \['[\d.]+'", "servers: ['203.0.113.53'"),
        "PAR04",
        "targetDnsServers",
    ),
    Sabotage(
        "tunnels with replays",
        f"{HUB}/modules/vpn-gateway.bicep",
        swap("disableIPSecReplayProtection: false", "disableIPSecReplayProtection: true"),
        "HRD01",
        "disableIPSecReplayProtection",
    ),
    Sabotage(
        "a line past the firewall",
        f"{HUB}/modules/circuit*.bicep",
        swap("expressRouteGatewayBypass: false", "expressRouteGatewayBypass: true"),
        "HRD01",
        "expressRouteGatewayBypass",
    ),
    Sabotage(
        "transit not offered",
        f"{ZONE}/main.bicepparam",
        swap("allowGatewayTransit: true", "allowGatewayTransit: false"),
        "DEP02",
        "does not offer its gateway",
    ),
    Sabotage(
        "transit used too early",
        f"{ZONE}/main.bicep",
        swap(r"^    peeringHubModule\n", ""),
        "DEP02",
        "does not wait for peering-hub/",
    ),
    Sabotage(
        "a secret in a file",
        f"{HUB}/main.bicepparam",
        swap(r"az\.getSecret\((?:[^)]|\n)+\)", "'hunter2'"),
        "SEC01",
        "authorizationKeyDatacentre",
    ),
    Sabotage(
        "a secret from another vault",
        f"{HUB}/main.bicepparam",
        swap("kv-nsb-network", "kv-of-somebody"),
        "SEC01",
        "is not read from secret erc-nsb-stockholm",
    ),
    Sabotage(
        "a secret that everybody sees",
        f"{HUB}/main.bicep",
        swap(r"^@secure\(\)\n", ""),
        "SEC01",
        "is not secure",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", SABOTAGE, ids=lambda case: case.name)
def test_sabotage_of_the_ways_in_is_found_by_its_witness(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    file, package = sabotaged(folder, case)
    rehash(folder, file)
    report = examine(bicep, folder, [package])
    assert not said(report, "MAN01", "")
    assert said(report, case.code, case.says), report.findings
    assert not report.ok


def test_no_finding_shows_a_secret_that_stood_in_a_file(bicep: Bicep, folder: Path) -> None:
    case = next(case for case in SABOTAGE if case.name == "a secret in a file")
    _, package = sabotaged(folder, case)
    report = examine(bicep, folder, [package])
    assert all("hunter2" not in f"{f.message} {f.value} {f.hint} {f.path}" for f in report.findings)
