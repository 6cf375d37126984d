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
WAITS = r"    machineLearningModule\n(?=(    \w+\n)*  \]\n\}\n*\Z)"
HUB_MODULE, HUB_VALUES = (f"packages/connectivity/{file}" for file in ("modules/alerts.bicep", "main.bicepparam"))
LOCKS = r" +\{\n +name: 'lock-deleted-[^}]*\}\n"
DENIES = r" +\{\n +name: 'firewall-denies-[^}]*\}\n"
CASES = (
    Sabotage("an alert dropped", VALUES, swap(ROW, ""), "PAR01", "metricAlerts"),
    Sabotage("out of reach", VALUES, swap("threshold: 1000", "threshold: 900000"), "PAR04", "threshold"),
    Sabotage("another mailbox", VALUES, swap("fraud@bank", "friend@bank"), "PAR04", "emailAddress"),
    Sabotage("mailboxes off", MODULE, swap("enabled: true", "enabled: false"), "PAR04", "enabled"),
    Sabotage("alerts off", MODULE, swap(r"enabled: true(?=\n +auto)", "enabled: false"), "PAR04", "enabled"),
    Sabotage("told to nobody", MODULE, swap(r"actions: \[\{.*\}\]", "actions: []"), "PAR04", "actions"),
    Sabotage("an event dropped", VALUES, swap(LOCKS, ""), "PAR01", "activityLogAlerts"),
    Sabotage("elsewhere", VALUES, swap(r"fraud-workload(?='\]\n +category)", "fraud-network"), "PAR04", "scopes"),
    Sabotage("another operation", VALUES, swap("locks/delete", "locks/read"), "PAR04", "condition"),
    Sabotage(
        "events off", MODULE, swap(r"enabled: true(?=\n +scopes: alert.scopes)", "enabled: false"), "PAR04", "enabled"
    ),
    Sabotage("a query dropped", HUB_VALUES, swap(DENIES, ""), "PAR01", "scheduledQueryRules"),
    Sabotage("asks for allowed", HUB_VALUES, swap('Action == "Deny"', 'Action == "Allow"'), "PAR04", "query"),
    Sabotage(
        "a threshold that is never met",
        HUB_VALUES,
        swap("threshold: 100\n", "threshold: 1000000\n"),
        "PAR04",
        "threshold",
    ),
    Sabotage("resources taken together", HUB_MODULE, swap(r" +resourceIdColumn.*\n", ""), "PAR04", "resourceIdColumn"),
    Sabotage(
        "queries to no mailbox",
        HUB_MODULE,
        swap(r"actionGroups: \[actionGroup.id\]", "actionGroups: []"),
        "PAR04",
        "actions",
    ),
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
