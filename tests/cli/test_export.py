"""`export` writes beside generated folders, and never into one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.ringfence import listing, ringfence
from tests.marked import ROOT

GENERATED = ROOT / "out" / "quickstart"


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Path]:
    """A copy of a generated folder, which is the same after the test."""
    folder = tmp_path / "build"
    copytree(GENERATED, folder)
    before = listing(folder)
    yield folder
    assert listing(folder) == before


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize("inside", [".", "review", "for-review/deep", "../build"])
def test_an_export_into_the_folder_itself_is_misuse(inside: str, force: list[str], build: Path) -> None:
    result = ringfence("export", build, "-o", build / inside, "--only", "netbox", *force)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds what is generated and nothing else" in result.stderr


def test_an_export_into_another_generated_folder_is_misuse(build: Path) -> None:
    result = ringfence("export", GENERATED, "-o", build, "--only", "netbox", "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a generated folder" in result.stderr


def test_a_link_to_the_folder_is_the_folder(build: Path) -> None:
    link = build.with_name("link")
    link.symlink_to(build)
    assert ringfence("export", build, "-o", link / "review", "--only", "netbox").exit_code == 2
    assert ringfence("export", link, "-o", build, "--only", "netbox").exit_code == 2
