"""`ringfence mlops`: what a newer release would change in the copy that a team keeps."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.ringfence import listing, ringfence
from tests.pack.mlops.plans import GITHUB, files, written

PIPELINE, STEP, CARD = "ml/credit/pipeline.yml", "ml/src/train.py", "ml/src/card.py"


@dataclass
class Folders:
    """The release that the copy was made from, a newer one, and the copy."""

    old: Path
    new: Path
    copy: Path

    def changed(self, *options: str) -> list[str]:
        """The files that the command names, with what became of each."""
        done = ringfence("mlops", self.new, "--diff", self.copy, *options)
        assert done.exit_code in {0, 4}
        states = ("new", "changed", "changed here and there", "no longer generated")
        lines = [line for line in done.stdout.splitlines() if line.partition(": ")[2] in states]
        assert (done.exit_code == 4) is ("--exit-code" in options and bool(lines))
        return lines


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Three equal states; each test changes them."""
    written(tmp_path / "old" / "mlops", files(GITHUB))
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    shutil.copytree(tmp_path / "old" / "mlops", tmp_path / "copy")
    return Folders(tmp_path / "old", tmp_path / "new", tmp_path / "copy")


def test_an_equal_copy_has_no_change_and_nothing_is_written(folders: Folders) -> None:
    before = listing(folders.old.parent)
    assert folders.changed("--exit-code") == []
    assert listing(folders.old.parent) == before


def test_what_the_generator_changed_is_shown_line_by_line(folders: Folders) -> None:
    edit(folders.new / "mlops", PIPELINE, "limits: {timeout: 3600}", "limits: {timeout: 1800}")
    assert folders.changed("--exit-code") == [f"{PIPELINE}: changed"]
    said = ringfence("mlops", folders.new, "--diff", folders.copy).stdout
    assert "-    limits: {timeout: 3600}" in said
    assert "+    limits: {timeout: 1800}" in said


def test_with_the_old_release_edits_of_the_team_are_its_affair(folders: Folders) -> None:
    edit(folders.copy, STEP, "Ridge()", "Ridge(alpha=2)")
    (folders.copy / "ml" / "src" / "ours.py").write_text("OURS = 1\n", "utf-8")
    assert folders.changed() == [f"{STEP}: changed"]
    assert folders.changed("--since", str(folders.old), "--exit-code") == []


def test_what_both_changed_what_is_new_and_what_went_are_told_apart(folders: Folders) -> None:
    edit(folders.copy, STEP, "Ridge()", "Ridge(alpha=2)")
    edit(folders.new / "mlops", STEP, "max_iter=1000", "max_iter=500")
    (folders.new / "mlops" / "ml" / "src" / "added.py").write_text("ADDED = 1\n", "utf-8")
    (folders.new / "mlops" / CARD).unlink()
    assert folders.changed("--since", str(folders.old)) == [
        "ml/src/added.py: new",
        f"{CARD}: no longer generated",
        f"{STEP}: changed here and there",
    ]


def test_a_file_of_the_copy_that_the_team_deleted_comes_back_only_when_it_changed(folders: Folders) -> None:
    (folders.copy / CARD).unlink()
    assert folders.changed() == [f"{CARD}: new"]
    assert folders.changed("--since", str(folders.old)) == []


def test_signs_of_a_terminal_in_a_copy_are_spelled(folders: Folders) -> None:
    edit(folders.copy, STEP, "Ridge()", "Ridge()  # \x1b[2J")
    said = ringfence("mlops", folders.new, "--diff", folders.copy).stdout
    assert ("\x1b" in said, r"\x1b[2J" in said) == (False, True)


def test_without_a_copy_the_files_are_listed(folders: Folders) -> None:
    assert ringfence("mlops", folders.new).stdout.splitlines() == sorted(files(GITHUB))


def test_misuse_is_told(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert ringfence("mlops", tmp_path / "empty").exit_code == 2
    assert ringfence("mlops", folders.new, "--exit-code").exit_code == 2
    assert ringfence("mlops", folders.new, "--since", folders.old).exit_code == 2
