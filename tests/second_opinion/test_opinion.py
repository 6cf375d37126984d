"""checkov finds nothing in the examples that is not waived, looks at all of them, and would find what is wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from tests.second_opinion.checkov import Opinion, ask
from tests.second_opinion.waivers import idle, open_findings, read

WAIVERS = read(Path(__file__).with_name("waivers.yaml"))
SSH = {
    "access": "Allow",
    "direction": "Inbound",
    "protocol": "Tcp",
    "sourceAddressPrefix": "*",
    "destinationPortRange": "22",
}


def test_every_finding_is_fixed_or_waived(opinion: Opinion) -> None:
    assert open_findings(opinion.findings, WAIVERS) == []


def test_every_waiver_covers_a_finding(opinion: Opinion) -> None:
    assert idle(opinion.findings, WAIVERS) == []


def test_no_finding_is_waived_for_two_reasons(opinion: Opinion) -> None:
    waived = [[waiver.reason for waiver in WAIVERS if waiver.covers(finding)] for finding in opinion.findings]
    assert [reasons for reasons in waived if len(reasons) > 1] == []


def test_every_resource_was_looked_at(opinion: Opinion, examples: dict[str, list[dict[str, Any]]]) -> None:
    assert opinion.resources == sum(len(predicted) for predicted in examples.values()) > 0


def test_nothing_was_fetched(opinion: Opinion) -> None:
    assert not opinion.online


def test_open_doors_are_found(checkov: Path, examples: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    sabotaged = copy.deepcopy(examples["quickstart/credit-risk"])
    by_type = {resource["type"]: resource["properties"] for resource in sabotaged if "properties" in resource}
    by_type["Microsoft.KeyVault/vaults"]["publicNetworkAccess"] = "Enabled"
    by_type["Microsoft.ContainerRegistry/registries"]["adminUserEnabled"] = True
    by_type["Microsoft.Storage/storageAccounts"]["publicNetworkAccess"] = "Enabled"
    by_type["Microsoft.MachineLearningServices/workspaces"]["publicNetworkAccess"] = "Enabled"
    by_type["Microsoft.Network/networkSecurityGroups"]["securityRules"].append({"name": "ssh", "properties": SSH})
    found = open_findings(ask(checkov, {"sabotaged": sabotaged}, tmp_path).findings, WAIVERS)
    assert {(finding.check, finding.resource.split(".")[1]) for finding in found} == {
        ("CKV_AZURE_189", "KeyVault/vaults"),
        ("CKV_AZURE_137", "ContainerRegistry/registries"),
        ("CKV2_AZURE_49", "MachineLearningServices/workspaces"),
        ("CKV_AZURE_59", "Storage/storageAccounts"),
        ("CKV_AZURE_10", "Network/networkSecurityGroups"),
    }
