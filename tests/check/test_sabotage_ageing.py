"""Somebody edits evidence or the lifecycle of a lake and makes the manifest right again: a witness sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.check import Bicep
from ringfence.check.run import examine
from ringfence.output import write_tree
from ringfence.pipeline import files
from tests.banks import planned
from tests.check.test_sabotage import Sabotage, edited, said, swap
from tests.variants import VARIANTS

pytestmark = pytest.mark.bicep
ACCOUNT, VALUES = "packages/keeper/modules/lake-storage.bicep", "packages/keeper/main.bicepparam"
CASES = (
    Sabotage("a rule for every layer", ACCOUNT, swap(r"\n +prefixMatch: .*", ""), "PAR04", "prefixMatch"),
    Sabotage(
        "deleted in the place of cold",
        ACCOUNT,
        swap(r"\{ tierToCold: (\{.*?\}) \}", "{ delete: { daysAfterModificationGreaterThan: ageing.coldDays! } }"),
        "PAR04",
        "delete",
    ),
    Sabotage("deleted earlier", VALUES, swap("deleteDays: 400", "deleteDays: 40"), "PAR04", "delete"),
    Sabotage("evidence deleted", VALUES, swap("coldDays: 30", "deleteDays: 30"), "PAR04", "delete"),
    Sabotage("a lifecycle left out", VALUES, swap(r"layer: 'silver'", "layer: 'gold'"), "PAR04", "silver"),
    Sabotage(
        "evidence kept for a day", VALUES, swap("retentionDays: 2555", "retentionDays: 1"), "PAR04", "immutability"
    ),
    Sabotage("evidence without its policy", VALUES, swap(", retentionDays: 2555", ""), "PAR01", "immutabilityPolicies"),
)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with evidence and lifecycles, as files."""
    folder = tmp_path_factory.mktemp("bank")
    write_tree(folder / "out", files(planned(folder, VARIANTS["evidence"])))
    return folder / "out"


def test_the_folder_is_proven(bicep: Bicep, generated: Path) -> None:
    assert examine(bicep, generated, ["keeper"]).ok


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_of_evidence_or_lifecycle_is_found(
    bicep: Bicep, generated: Path, tmp_path: Path, case: Sabotage
) -> None:
    report = edited(bicep, Path(shutil.copytree(generated, tmp_path / "out")), case)
    assert said(report, case.code, case.says), [f"{f.code} {f.message}" for f in report.findings]
