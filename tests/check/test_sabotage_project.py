"""Somebody opens a Foundry project: each edit of a folder is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.output import write_tree
from ringfence.pipeline import certified
from tests.banks import bank, planned, zone
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.variants import LANGUAGE, PEOPLE

pytestmark = pytest.mark.bicep
MODULE, ROLES = "packages/fraud/modules/language-model.bicep", "packages/fraud/modules/roles.bicep"
VALUES = "packages/fraud/main.bicepparam"
OWNER = "b24988ac-6180-42a0-ab88-20f7382dd24c"
CASES = (
    Sabotage("beside the models", MODULE, swap(r"  dependsOn: \[modelDeployments\].*\n", ""), "DEP01", "modelDeploy"),
    Sabotage("a key in the connection", MODULE, swap("authType: 'AAD'", "authType: 'AccountKey'"), "HRD01", "authType"),
    Sabotage("projects switched off", VALUES, swap("project: true", "project: false"), "PAR04", "allowProject"),
    Sabotage("members may do all", ROLES, swap("53ca6127-db72-4b80-b1b0-d745d6d5456d", OWNER), "PAR01", "roleAssign"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Path:
    """What `generate --check` writes for a landing zone with a project."""
    folder = tmp_path_factory.mktemp("project")
    fraud = zone("fraud", services={"languageModel": {**LANGUAGE, "project": True}})
    files, report = certified(planned(folder, bank(fraud, access=PEOPLE)), lambda _step: None)
    assert report.findings == ()
    write_tree(folder / "out", files)
    return folder / "out"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_opened_project_is_found(bicep: Bicep, made: Path, tmp_path: Path, case: Sabotage) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "out"))
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
