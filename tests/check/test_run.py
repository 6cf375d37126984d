"""A run as a whole: without Bicep, on a foreign folder, on some packages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ringfence.check import ToolMissing, check, locate
from ringfence.check.bicep import version_of
from tests.check.test_bicep import script
from tests.check.test_manifest import write


@pytest.fixture
def mute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Bicep that goes away at once."""
    monkeypatch.setenv("RINGFENCE_BICEP", str(script(tmp_path, "sys.exit(3)")))


def test_a_missing_bicep_is_for_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGFENCE_BICEP", str(tmp_path / "none"))
    with pytest.raises(ToolMissing):
        check(tmp_path)


@pytest.mark.usefixtures("mute")
def test_the_version_of_a_bicep_that_goes_away_is_a_missing_tool() -> None:
    with pytest.raises(ToolMissing, match="does not answer"):
        version_of(locate())


@pytest.mark.usefixtures("mute")
def test_a_folder_that_is_no_output_is_a_finding(tmp_path: Path) -> None:
    report = check(tmp_path / "nowhere")
    assert [f.code for f in report.findings] == ["MAN01", "MAN02"]


@pytest.mark.usefixtures("mute")
def test_a_bicep_that_goes_away_proves_nothing(tmp_path: Path) -> None:
    steps: list[str] = []
    report = check(write(tmp_path / "out"), on_step=steps.append)
    assert {f.code for f in report.findings if not f.code.startswith("DSG")} == {"CMP01", "CMP02", "WIT01"}
    assert steps == ["checking hub", "checking fraud"]
    assert not report.ok


@pytest.mark.usefixtures("mute")
def test_only_some_packages_can_be_checked(tmp_path: Path) -> None:
    steps: list[str] = []
    report = check(write(tmp_path / "out"), ["fraud", "nosuch"], steps.append)
    assert steps == ["checking fraud"]
    assert [f.message for f in report.findings if f.code == "PKG01"] == ["there is no package nosuch"]
    assert sys.executable
