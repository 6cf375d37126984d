"""A bundle that Bicep has compiled passes elsewhere, in other settings, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ringfence.bundle.archive import unzipped
from tests.bundle.conftest import BLUEPRINT, Sample
from tests.cli.ringfence import ringfence
from tests.marked import ROOT

pytestmark = [pytest.mark.bicep, pytest.mark.slow]


def test_a_bundle_passes_elsewhere_in_other_settings_and_leaves_nothing(
    sample: Sample, tmp_path: Path, bicep_cli: Path
) -> None:
    temporary, work, path = tmp_path / "temporary", tmp_path / "work", tmp_path / "change.zip"
    temporary.mkdir()
    work.mkdir()
    result = ringfence("bundle", sample.folder, "--blueprint", BLUEPRINT, "-o", path)
    assert (result.exit_code, _codes(result.stderr)) == (0, ["AZU22"])
    files = unzipped(path)
    assert {name for name in files if files[name] != sample.files[name]} <= {
        "CHANGE.md",
        "bundle.json",
        "change.json",
        "evidence/check.json",
        "evidence/check.md",
        "evidence/junit.xml",
        "provenance.intoto.json",
        "sbom.cdx.json",
    }
    settings = {"TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C", "TMPDIR": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", "verify", str(path)],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, _codes(done.stderr)) == (0, ["AZU22"])
    assert f"{len(files)} files, the same to the byte" in done.stdout
    assert result.stdout.splitlines()[1] in done.stdout
    assert [*work.iterdir()] == []
    assert [one.name for one in temporary.iterdir() if one.name.startswith("ringfence")] == []


def _codes(text: str) -> list[str]:
    """The codes of the findings that a command has printed."""
    return re.findall(r"(?:error|warning|note)\[(\w+)\]", text)
