"""Where `bundle` writes: never over an input, over another file only when it is asked to, over a bundle always."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ringfence.bundle.contents import Asked
from ringfence.bundle.target import kept
from tests.bundle.conftest import BLUEPRINT, Sample
from tests.cli.ringfence import listing, ringfence


@pytest.fixture
def asked(sample: Sample, tmp_path: Path) -> Asked:
    """A blueprint with its ledger, and a release before, in a folder that may be written."""
    for path in BLUEPRINT.parent.glob("quickstart*.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "before").mkdir()
    shutil.copy(sample.path, tmp_path / "earlier.zip")
    (tmp_path / "notes.zip").write_text("minutes of the board", "utf-8")
    return Asked(tmp_path / BLUEPRINT.name, str(tmp_path / "before"), sample.folder)


@pytest.mark.parametrize(
    ("name", "reason", "forced"),
    [
        ("quickstart.yaml", "made of", "made of"),
        ("quickstart.ledger.yaml", "made of", "made of"),
        ("quickstart.decisions.yaml", "made of", "made of"),
        ("before/change.zip", "lies in", "lies in"),
        ("before", "lies in", "lies in"),
        ("notes.zip", "no bundle", ""),
        ("earlier.zip", "", ""),
        ("new.zip", "", ""),
        ("later/new.zip", "", ""),
    ],
)
def test_what_is_no_bundle_is_kept(name: str, reason: str, forced: str, asked: Asked, tmp_path: Path) -> None:
    for found, wanted in (
        (kept(tmp_path / name, asked, force=False), reason),
        (kept(tmp_path / name, asked, force=True), forced),
    ):
        assert (wanted in found) if wanted else not found


def test_the_command_refuses_before_it_asks_bicep(
    asked: Asked, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    before = listing(tmp_path)
    result = ringfence("bundle", sample.folder, "--blueprint", asked.blueprint, "-o", asked.blueprint, "--force")
    assert (result.exit_code, "what the bundle is made of" in result.stderr) == (2, True)
    assert listing(tmp_path) == before
