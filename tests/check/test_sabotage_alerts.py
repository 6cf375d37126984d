"""Somebody makes alerts silent: each edit of a folder is found by the witness that knows why it must not be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.output import write_tree
from ringfence.pipeline import certified
from tests.banks import bank, planned
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.variants import HEARD

pytestmark = pytest.mark.bicep
MAIN, MODULE, VALUES = (f"packages/fraud/{file}" for file in ("main.bicep", "modules/alerts.bicep", "main.bicepparam"))
ROW = r" +\{\n +name: 'failed-runs-[^}]*\}\n"
WAITS = r"    machineLearningModule\n(?=  \]\n\}\n*\Z)"
CASES = (
    Sabotage("an alert dropped", VALUES, swap(ROW, ""), "PAR01", "metricAlerts"),
    Sabotage("out of reach", VALUES, swap("threshold: 1000", "threshold: 900000"), "PAR04", "threshold"),
    Sabotage("another mailbox", VALUES, swap("fraud@bank", "friend@bank"), "PAR04", "emailAddress"),
    Sabotage("mailboxes off", MODULE, swap("enabled: true", "enabled: false"), "PAR04", "enabled"),
    Sabotage("alerts off", MODULE, swap(r"enabled: true(?=\n +auto)", "enabled: false"), "PAR04", "enabled"),
    Sabotage("told to nobody", MODULE, swap(r"actions: \[\{.*\}\]", "actions: []"), "PAR04", "actions"),
    Sabotage("before what it watches", MAIN, swap(WAITS, ""), "DEP01", "alerts"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Path:
    """What `generate --check` writes for a bank with alerts."""
    folder = tmp_path_factory.mktemp("alerts")
    files, report = certified(planned(folder, bank(monitoring={"alerts": HEARD})), lambda _step: None)
    assert report.findings == ()
    write_tree(folder / "out", files)
    return folder / "out"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_silenced_alert_is_found(bicep: Bicep, made: Path, tmp_path: Path, case: Sabotage) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "out"))
    report = edited(bicep, folder, case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
