"""SARIF of every invalid blueprint is what the published schema of SARIF 2.1.0 allows, says Microsoft's validator.

The schema itself is not copied into this repository: the validator carries it.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ringfence.pipeline import examine
from ringfence.reporting import as_sarif
from tests.optional_tools import program

ROOT = Path(__file__).parents[2]
INVALID = sorted((ROOT / "tests" / "invalid").glob("*.yaml"))


@pytest.fixture(scope="module")
def validator() -> Path:
    """The program: RINGFENCE_SARIF, else the one in .tools/sarif."""
    install = "Install it with `npm install --prefix .tools/sarif @microsoft/sarif-multitool-linux`"
    place = "sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    return program("Sarif.Multitool", "RINGFENCE_SARIF", place, install)


def errors(validator: Path, folder: Path) -> list[tuple[str, str]]:
    """File and rule of each error that the validator finds in the folder's SARIF files."""
    log = folder / "validation.json"
    command = [str(validator), "validate", str(folder / "*.sarif"), "--output", str(log), "--quiet", "true"]
    subprocess.run(command, env={"HOME": str(folder), "PATH": os.defpath}, capture_output=True, check=False)
    content: dict[str, Any] = json.loads(log.read_text("utf-8-sig"))
    (run,) = content["runs"]
    assert run["invocations"][0]["executionSuccessful"]
    return [
        (result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rsplit("/", 1)[-1], result["ruleId"])
        for result in run.get("results", ())
        if result.get("level", "warning") == "error"
    ]


def test_every_report_is_valid(validator: Path, tmp_path: Path) -> None:
    for path in INVALID:
        (tmp_path / f"{path.stem}.sarif").write_text(as_sarif(examine(path)), "utf-8")
    assert errors(validator, tmp_path) == []


def test_a_broken_report_is_not(validator: Path, tmp_path: Path) -> None:
    report = json.loads(as_sarif(examine(INVALID[0])))
    del report["runs"][0]["tool"]
    (tmp_path / "broken.sarif").write_text(json.dumps(report), "utf-8")
    assert {name for name, _ in errors(validator, tmp_path)} == {"broken.sarif"}
