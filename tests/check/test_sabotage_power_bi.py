"""Somebody opens what Power BI stands in or reads: each edit is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.output import write_tree
from ringfence.pipeline import certified
from tests.banks import bank, connection, planned, zone
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.variants import REPORTING, WORKSPACE

pytestmark = pytest.mark.bicep
LAKE, ACCOUNT = "packages/lake/main.bicepparam", "packages/lake/modules/lake-storage.bicep"
NETWORK, VALUES = "packages/reporting/modules/network.bicep", "packages/reporting/main.bicepparam"
LET_IN = "resourceAccessRules"
CASES = (
    Sabotage("another workspace let in", LAKE, swap(WORKSPACE, WORKSPACE.replace("7b1f", "0000")), "HRD01", LET_IN),
    Sabotage("trusted services let in", ACCOUNT, swap("bypass: 'None'", "bypass: 'AzureServices'"), "HRD01", "bypass"),
    Sabotage("the workspace left out", LAKE, swap(r"instances: \[\n(?:.*\n)*? +\]", "instances: []"), "PAR04", LET_IN),
    Sabotage(
        "delegated to another service",
        NETWORK,
        swap("Microsoft.PowerPlatform/vnetaccesslinks", "Microsoft.PowerPlatform/enterprisePolicies"),
        "PAR04",
        "serviceName",
    ),
    Sabotage(
        "a service endpoint for storage",
        NETWORK,
        swap(r"serviceEndpoints: \[\]", "serviceEndpoints: [{ service: 'Microsoft.Storage' }]"),
        "PAR04",
        "serviceEndpoints",
    ),
    Sabotage("let out", VALUES, swap(r"to: \['AzureActiveDirectory'\]", "to: ['Internet']"), "PAR04", "sign-in"),
    Sabotage("members cut off", VALUES, swap(r"ports: \['0-65535'\]", "ports: ['443']"), "PAR04", "gateway-members"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Path:
    """What `generate --check` writes for a lake with a gateway."""
    folder = tmp_path_factory.mktemp("power-bi")
    way = connection("reporting", "lake", "lake", "gold")
    decision = planned(folder, bank(zone("lake", "dataLake"), REPORTING, connections=[way]))
    files, report = certified(decision, lambda _step: None)
    assert report.findings == ()
    write_tree(folder / "out", files)
    return folder / "out"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
