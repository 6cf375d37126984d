"""`check --report` where no compiler is asked: without Bicep, for a blueprint that is rejected, inside the folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.ringfence import ringfence
from tests.marked import ROOT

FOLDER = ROOT / "out" / "quickstart"


def body(kept: Path) -> dict[str, object]:
    found = json.loads((kept / "check.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_without_bicep_everything_is_skipped_and_the_finding_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RINGFENCE_BICEP", str(tmp_path / "none"))
    assert ringfence("check", FOLDER, "--report", tmp_path / "kept").exit_code == 3
    found = body(tmp_path / "kept")
    assert (found["ok"], found["bicep"]) == (False, "")
    assert "TOL01" in (tmp_path / "kept" / "junit.xml").read_text("utf-8")
    assert "Bicep is missing, so nothing was compiled" in (tmp_path / "kept" / "check.md").read_text("utf-8")


def test_a_blueprint_that_is_rejected_leaves_evidence_of_that(bad: Path, tmp_path: Path) -> None:
    assert ringfence("check", FOLDER, "--blueprint", bad, "--report", tmp_path / "kept").exit_code == 1
    assert body(tmp_path / "kept")["ok"] is False


def test_evidence_inside_the_folder_is_misuse(tmp_path: Path) -> None:
    result = ringfence("check", FOLDER, "--report", FOLDER / "evidence")
    assert (result.exit_code, (FOLDER / "evidence").exists()) == (2, False)
