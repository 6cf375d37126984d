"""Each file in `tests/noted/` is valid, with the notes and warnings it must give written on their lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ringfence.cli import main
from ringfence.diagnostics import Severity
from ringfence.pipeline import decide, noted
from tests.findings_page import LATER
from tests.test_invalid import expected, whole

FILES = sorted((Path(__file__).parent / "noted").glob("*.yaml"))
LONELY = Path(__file__).parent / "noted" / "lonely.yaml"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_valid_blueprint_gives_exactly_the_notes_written_on_its_lines(file: Path) -> None:
    report = noted(decide(file), LATER)
    assert sorted((each.place.line, each.code, each.path) for each in report.findings) == expected(file)
    assert report.ok
    assert all(whole(each, file) for each in report.findings)


def test_without_a_date_no_review_is_late_and_a_date_of_review_is_in_time() -> None:
    decision = decide(LONELY)
    assert {each.severity for each in noted(decision).findings} == {Severity.NOTE}
    assert "NTE05" not in {each.code for each in noted(decision, date(2027, 5, 31)).findings}


def test_validate_prints_notes_and_succeeds() -> None:
    done = CliRunner().invoke(main, ["validate", str(LONELY), "--as-of", "2027-06-01"])
    assert done.exit_code == 0
    assert "warning[NTE05] feed was due for review by 2027-05-31, before 2027-06-01" in done.output
    assert done.output.endswith("lonely.yaml: no errors\n")


def test_a_date_that_is_none_is_misuse() -> None:
    assert CliRunner().invoke(main, ["validate", str(LONELY), "--as-of", "soon"]).exit_code == 2
