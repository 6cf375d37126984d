"""Somebody cuts or widens the way from Databricks to MLflow of Azure ML: the check names what it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from tests.check.test_sabotage import Sabotage, edited, element, resource, said, swap
from tests.check.test_sabotage_ways_in import after

GOLDEN = Path(__file__).parents[2] / "out" / "universal-bank"
pytestmark = pytest.mark.bicep
DOORS, GRANTS = "packages/fraud/main.bicepparam", "packages/fraud/modules/workspace-access.bicep"
NODES, CONNECTORS = "packages/spark/main.bicepparam", "packages/spark/modules/identities.bicep"
VALUES = "packages/connectivity/main.bicepparam"
TRACKER, READER = r"(?<=roleType, )customRolesMlflowTracker", "'acdd72a7-3385-48ef-bd42-f606fba81ae7'"
SCIENTIST = "'f6c7c914-8db3-469d-8ca1-694a8f32e121'"
FILES, OWNER = r"(?<=roleType, )customRolesMlflowArtifacts", "'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'"
CONTRIBUTOR = "'ba92f5b4-2d11-453d-a403-e96b0029c9fe'"
TRACKS, SUBMITS = "experiments/runs/read'", "experiments/runs/submit/action'"
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
        swap(r"'\*\.workspace\.\w+\.api", "'*.api"),
        "PAR04",
        "mlflow-fraud",
    ),
    Sabotage("nodes kept in", NODES, element("allow-mlflow-fraud"), "PAR04", "allow-mlflow-fraud"),
    Sabotage(
        "right on the workspace dropped", GRANTS, resource(r"spark\w+OnWorkspace"), "CMP01", "customRolesMlflowTracker"
    ),
    Sabotage(
        "right on the account dropped", GRANTS, resource(r"spark\w+OnStorage"), "CMP01", "customRolesMlflowArtifacts"
    ),
    Sabotage("another role on the workspace", GRANTS, swap(TRACKER, READER), "PAR04", "roleDefinitionId"),
    Sabotage("jobs again", GRANTS, swap(TRACKER, SCIENTIST), "DSG50", "run code on the clusters of mlw-lub-fraud"),
    Sabotage("the account again", GRANTS, swap(FILES, CONTRIBUTOR), "DSG50", "change code in the account of"),
    Sabotage("owner of the account", GRANTS, swap(FILES, OWNER), "DSG50", "change code in the account of"),
    Sabotage(
        "containers with code too", GRANTS, swap(r"\*-azureml", "*-azureml*"), "DSG50", "change code in the account"
    ),
    Sabotage(
        "no condition", GRANTS, swap(r" +condition(Version)?: .*\n", "", 2), "DSG50", "change code in the account"
    ),
    Sabotage(
        "a role that nobody knows",
        GRANTS,
        swap(TRACKER, f"'{'0' * 8}-0000-4000-8000-000000000009'"),
        "DSG52",
        "nothing is known",
    ),
    Sabotage("the role itself submits jobs", VALUES, swap(TRACKS, SUBMITS), "PAR04", "actions"),
    Sabotage(
        "the role can be assigned anywhere",
        VALUES,
        swap(r"(?<=scopes: \['/subscriptions/)[0-9a-f-]+", "x"),
        "PAR04",
        "assignableScopes",
    ),
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
