"""The one writer: a folder holds what was generated, whole or not at all, and nobody else's file is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.output import MANIFEST, NotOurs, write_file, write_tree

Tree = Mapping[str, str]


def tree(**files: str) -> dict[str, str]:
    """A tree with a manifest that lists its files; `__` in a name is a folder."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return {**named, MANIFEST: json.dumps({"files": dict.fromkeys(named, "")})}


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folders(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir()}


def as_bytes(files: Tree) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def test_a_new_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    files = tree(a="é\n", packages__x__main="1\n")
    write_tree(tmp_path / "new" / "out", files)
    assert held(tmp_path) == {f"new/out/{path}": data for path, data in as_bytes(files).items()}


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n"))
    assert set(held(tmp_path)) == {"a", MANIFEST}


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_file(tmp_path / "a", "one\ntwo\n")
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"


def test_what_is_no_longer_generated_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n", packages__old__modules__m="1\n", packages__kept__m="1\n"))
    write_tree(tmp_path, tree(a="2\n", packages__kept__m="1\n"))
    assert set(held(tmp_path)) == {"a", "packages/kept/m", MANIFEST}
    assert folders(tmp_path) == {"packages", "packages/kept"}


def test_files_of_the_user_stay_and_so_do_their_folders(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(packages__old__m="1\n"))
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / "packages/old/mine.md").write_text("mine")
    write_tree(tmp_path, tree(a="1\n"))
    assert set(held(tmp_path)) == {"a", "notes.md", "packages/old/mine.md", MANIFEST}


@pytest.mark.parametrize(
    "foreign",
    [{"notes.md": "mine"}, {MANIFEST: "{}"}, {MANIFEST: "no json"}, {MANIFEST: "[1]"}, {MANIFEST: '{"files": 1}'}],
    ids=str,
)
def test_a_folder_that_is_not_ours_is_left_as_it_was(tmp_path: Path, foreign: Tree) -> None:
    for path, text in foreign.items():
        (tmp_path / path).write_text(text)
    with pytest.raises(NotOurs, match="not written by Ringfence"):
        write_tree(tmp_path, tree(a="1\n"))
    assert held(tmp_path) == as_bytes(foreign)


@pytest.mark.parametrize("path", ["../stolen", "/tmp/ringfence-stolen", "a/../../stolen"])  # noqa: S108 - never written
def test_no_file_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leaves the output folder"):
        write_tree(tmp_path / "out", {"a": "1\n", path: "x"})
    assert held(tmp_path) == {}
    assert not Path(path).is_absolute() or not Path(path).exists()


def test_a_manifest_that_lists_files_elsewhere_removes_none_of_them(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text(json.dumps({"files": ["../mine", str(mine), "gone"]}))
    write_tree(out, tree(a="1\n"))
    assert mine.read_text() == "mine"


def test_an_interrupted_run_leaves_no_half_file_and_the_old_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(a="1\n", x="1\n", z="1\n")
    write_tree(tmp_path, before)
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if target.name == "x":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_tree(tmp_path, tree(a="2\n", x="2\n", y="2\n", z="2\n"))
    assert held(tmp_path) == {**as_bytes(before), "a": b"2\n"}
    monkeypatch.undo()
    write_tree(tmp_path, tree(a="3\n"))
    assert set(held(tmp_path)) == {"a", MANIFEST}
