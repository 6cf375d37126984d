"""Somebody loosens the language models: every edit is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import MODULE, Sabotage, edited, element, resource, role, said, swap

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
ACCOUNT = f"{MODULE}/language-model.bicep"
WORKSPACE, ROLES = f"{MODULE}/machine-learning.bicep", f"{MODULE}/roles.bicep"
CONTRIBUTOR = "a001fd3d-188f-4b5d-821b-7da978bf7442"
VALUES = "packages/fraud/main.bicepparam"
BATCH = r"^@batchSize\(1\).*\n"
CASES = (
    Sabotage("keys let in", ACCOUNT, swap("disableLocalAuth: true", "disableLocalAuth: false"), "HRD01", "LocalAuth"),
    Sabotage("public", ACCOUNT, swap("Access: 'Disabled'", "Access: 'Enabled'"), "HRD01", "publicNetworkAccess"),
    Sabotage("calls anybody", ACCOUNT, swap("(Access: )true", "Access: false"), "HRD01", "restrictOutbound"),
    Sabotage("calls a host", ACCOUNT, swap(r"List: \[\]", "List: ['a.example']"), "HRD01", "allowedFqdnList"),
    Sabotage("a category dropped", ACCOUNT, element("Jailbreak"), "PAR04", "Jailbreak"),
    Sabotage("only reported", ACCOUNT, swap("blocking: true", "blocking: false"), "HRD01", "blocking"),
    Sabotage("blocked from medium on", VALUES, swap("hate: 'Low'", "hate: 'Medium'"), "PAR04", "severityThreshold"),
    Sabotage("blocked from high on", VALUES, swap("hate: 'Low'", "hate: 'High'"), "CMP01", "'Low' | 'Medium'"),
    Sabotage("answers first, looks later", ACCOUNT, swap("'Blocking'", "'Asynchronous_filter'"), "HRD01", "mode"),
    Sabotage("no filter", ACCOUNT, swap(r"contentFilter\.name", "'Microsoft.Default'"), "PAR04", "raiPolicyName"),
    Sabotage("zone dropped", VALUES, swap(r"'privatelink\.openai\.azure\.com'(, )?", ""), "PAR04", "openai"),
    Sabotage("filter dropped", ACCOUNT, resource("contentFilter"), "CMP01", "contentFilter"),
    Sabotage("changes by itself", ACCOUNT, swap("NoAutoUpgrade", "OnceNewDefaultVersionAvailable"), "HRD01", "Upgrade"),
    Sabotage("all at once", ACCOUNT, swap(BATCH, ""), "DEP01", "one at a time"),
    Sabotage("another region", VALUES, swap("sku: 'Standard'", "sku: 'GlobalStandard'"), "PAR04", "sku"),
    Sabotage("may deploy", ROLES, role("cognitiveServicesOpenAIUser", CONTRIBUTOR), "PAR01", "roleAssignments"),
    Sabotage("key in the connection", WORKSPACE, swap("'AAD'", "'ApiKey'"), "HRD01", "authType"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_loosened_model_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
