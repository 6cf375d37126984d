"""Somebody cuts or widens the way from Databricks to MLflow of Azure ML: the check names what it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Sabotage, edited, element, resource, role, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
DOORS, GRANTS = "packages/fraud/main.bicepparam", "packages/fraud/modules/workspace-access.bicep"
NODES, CONNECTORS = "packages/spark/main.bicepparam", "packages/spark/modules/identities.bicep"
VALUES = "packages/connectivity/main.bicepparam"
ROLES = "packages/fraud/modules/roles.bicep"
READER, OWNER = "acdd72a7-3385-48ef-bd42-f606fba81ae7", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"
CASES = (
    Sabotage("door of the workspace shut", DOORS, element("allow-firewall"), "PAR04", "allow-firewall"),
    Sabotage(
        "door opened to everybody",
        DOORS,
        after("allow-firewall", r"firewall\.prefix", "'*'"),
        "PAR04",
        "allow-firewall",
    ),
    Sabotage("firewall rule dropped", VALUES, element("mlflow-fraud"), "PAR04", "mlflow-fraud"),
    Sabotage(
        "every workspace everywhere",
        VALUES,
        swap(r"'\*\.workspace\.westeurope\.api", "'*.api"),
        "PAR04",
        "mlflow-fraud",
    ),
    Sabotage("nodes kept in", NODES, element("allow-mlflow-fraud"), "PAR04", "allow-mlflow-fraud"),
    Sabotage("right on the workspace dropped", GRANTS, resource(r"spark\w+OnWorkspace"), "PAR01", "roleAssignments"),
    Sabotage("right on the account dropped", GRANTS, resource(r"spark\w+OnStorage"), "PAR01", "roleAssignments"),
    Sabotage("another role on the workspace", ROLES, role("azureMLDataScientist", READER), "PAR01", "roleAssignments"),
    Sabotage("owner of the account", ROLES, role("storageBlobDataContributor", OWNER), "PAR01", "roleAssignments"),
    Sabotage("right on everything", GRANTS, swap("  scope: workspace\n", ""), "PAR01", "roleAssignments"),
    Sabotage(
        "code acts as Unity Catalog",
        CONNECTORS,
        swap(r"mlflowIdentity\.id\}'", "connectorIdentity.id}'"),
        "PAR04",
        "mlflow",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN, tmp_path / "out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_way_that_is_cut_or_widened_is_found(bicep: Bicep, folder: Path, case: Sabotage) -> None:
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
