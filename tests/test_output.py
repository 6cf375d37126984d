"""The one writer: a folder holds what was generated, whole or not at all, and nobody else's file is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ringfence import output
from ringfence.diagnostics import Rejected
from ringfence.output import MANIFEST, NotOurs, _write, left_behind, write_file, write_tree

Tree = Mapping[str, str]


def tree(**files: str) -> dict[str, str]:
    """A tree with a manifest that lists its files; `__` in a name is a folder."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    hashes = {name: sha256(text.encode()).hexdigest() for name, text in named.items()}
    return {**named, MANIFEST: json.dumps({"files": hashes})}


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
    [
        {"notes.md": "mine"},
        {MANIFEST: "{}"},
        {MANIFEST: "no json"},
        {MANIFEST: "[1]"},
        {MANIFEST: '{"files": 1}'},
        {MANIFEST: "[" * 100_000},
    ],
    ids=lambda foreign: str(foreign)[:40],
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
    (out / MANIFEST).write_text(json.dumps({"files": dict.fromkeys(["../mine", str(mine), "gone"], "")}))
    write_tree(out, tree(a="1\n"))
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"])
@pytest.mark.parametrize("at", range(12))
def test_a_run_that_is_stopped_at_any_step_leaves_the_old_state_or_the_new(
    at: int, stop: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, ledger = tmp_path / "out", tmp_path / "ledger"
    write_tree(out, tree(a="1\n", old__x="1\n", z="1\n"), {ledger: "1\n"})
    before = held(tmp_path), folders(tmp_path)
    steps = count()

    def stopping(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any) -> Any:
            if next(steps) == at:
                raise stop
            return do(*arguments)

        return step

    monkeypatch.setattr(os, "replace", stopping(os.replace))
    monkeypatch.setattr("ringfence.output._write", stopping(_write))
    after = tree(a="2\n", new__x="2\n", z="1\n")
    with pytest.raises(type(stop)):
        write_tree(out, after, {ledger: "2\n"})
    monkeypatch.undo()
    assert (held(tmp_path), folders(tmp_path)) == before
    write_tree(out, after, {ledger: "2\n"})
    assert held(out) == as_bytes(after)


def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ringfence.output._write", half)
    with pytest.raises(OSError, match="No space left"):
        write_tree(tmp_path / "out", tree(a="1\n"))
    assert held(tmp_path) == {}
    assert folders(tmp_path) == set()


def test_a_file_that_was_edited_is_named_and_stays_until_force(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n", b="1\n", gone="1\n"))
    (tmp_path / "b").write_text("mine\n")
    (tmp_path / "gone").write_text("mine\n")
    before = held(tmp_path)
    with pytest.raises(Rejected) as rejected:
        write_tree(tmp_path, tree(a="2\n", b="2\n"))
    findings = rejected.value.report.findings
    assert [(each.code, each.place.file) for each in findings] == [
        ("MAN01", str(tmp_path / "b")),
        ("MAN01", str(tmp_path / "gone")),
    ]
    assert all("--force" in each.hint for each in findings)
    assert held(tmp_path) == before
    write_tree(tmp_path, tree(a="2\n", b="2\n"), force=True)
    assert held(tmp_path) == as_bytes(tree(a="2\n", b="2\n"))


def test_a_file_that_somebody_put_where_one_is_generated_is_not_overwritten(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n"))
    (tmp_path / "b").write_text("mine\n")
    with pytest.raises(Rejected):
        write_tree(tmp_path, tree(a="1\n", b="2\n"))
    assert (tmp_path / "b").read_text() == "mine\n"


def test_an_edit_that_says_what_would_be_generated_is_none(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n"))
    (tmp_path / "a").write_text("2\n")
    write_tree(tmp_path, tree(a="2\n"))
    assert held(tmp_path) == as_bytes(tree(a="2\n"))


def test_nothing_is_written_through_a_link_out_of_the_folder_not_even_with_force(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_tree(out, tree(a="1\n"))
    (out / "packages").symlink_to(elsewhere)
    with pytest.raises(Rejected) as rejected:
        write_tree(out, tree(a="1\n", packages__x="1\n"), force=True)
    assert rejected.value.report.findings[0].place.file == str(out / "packages/x")
    assert held(elsewhere) == {}


def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine"
    mine.write_text("1\n")
    write_tree(out, tree(a="1\n"))
    (out / "a").unlink()
    (out / "a").symlink_to(mine)
    write_tree(out, tree(a="2\n"))
    assert mine.read_text() == "1\n"
    assert not (out / "a").is_symlink()


@pytest.mark.parametrize("temporary", [".a.ringfence-new", ".a.ringfence-old"])
def test_nothing_is_written_through_a_link_with_a_temporary_name(temporary: str, tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine"
    mine.write_text("mine")
    write_tree(out, tree(a="1\n"))
    (out / temporary).symlink_to(mine)
    write_tree(out, tree(a="2\n"))
    assert mine.read_text() == "mine"
    assert held(out) == as_bytes(tree(a="2\n"))


def test_a_link_to_a_folder_in_the_place_of_a_file_is_replaced_and_the_folder_stays(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine"
    write_tree(out, tree(a="1\n", gone="1\n"))
    write_tree(mine, tree(x="mine"))
    for name in ("a", "gone"):
        (out / name).unlink()
        (out / name).symlink_to(mine)
    write_tree(out, tree(a="2\n"))
    assert held(mine) == as_bytes(tree(x="mine"))
    assert held(out) == as_bytes(tree(a="2\n"))


@pytest.mark.parametrize("link", ["out", "out/packages"])
@pytest.mark.parametrize("to", ["itself", "nowhere"])
def test_a_link_to_itself_or_to_nowhere_is_refused(link: str, to: str, tmp_path: Path) -> None:
    if link != "out":
        write_tree(tmp_path / "out", tree(a="1\n"))
    (tmp_path / link).symlink_to(tmp_path / (link if to == "itself" else to))
    before = held(tmp_path)
    with pytest.raises((Rejected, OSError)):
        write_tree(tmp_path / "out", tree(a="2\n", packages__x="1\n"))
    assert held(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "place", ["z", ".z.ringfence-new", ".z.ringfence-old", "packages/x", ".manifest.json.ringfence-old"]
)
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_in_the_place_of_a_file_is_named_and_all_stays_as_it_was(
    place: str, force: bool, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write_tree(out, tree(a="1\n", packages__y="1\n"))
    (out / place).mkdir()
    (out / place / "mine").write_text("mine")
    before = held(tmp_path), folders(tmp_path)
    with pytest.raises(IsADirectoryError, match="a folder stands in its place") as refused:
        write_tree(out, tree(a="2\n", packages__x="2\n", new__z="2\n", z="2\n"), {tmp_path / "l": "2\n"}, force=force)
    assert refused.value.filename == str(out / place)
    assert (held(tmp_path), folders(tmp_path)) == before


@pytest.mark.parametrize("force", [False, True])
def test_a_file_in_the_place_of_a_folder_is_named_and_all_stays_as_it_was(force: bool, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, tree(a="1\n"))
    (out / "packages").write_text("mine")
    before = held(tmp_path), folders(tmp_path)
    with pytest.raises(NotADirectoryError, match="a file stands where a folder is needed") as refused:
        write_tree(out, tree(a="2\n", packages__x__main="2\n"), force=force)
    assert refused.value.filename == str(out / "packages")
    assert (held(tmp_path), folders(tmp_path)) == before


def test_a_folder_that_took_the_place_of_a_file_that_goes_is_somebody_elses(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n", gone="1\n"))
    (tmp_path / "gone").unlink()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "mine").write_text("mine")
    write_tree(tmp_path, tree(a="1\n"))
    assert set(held(tmp_path)) == {"a", "gone/mine", MANIFEST}


@pytest.mark.parametrize(
    "left",
    [{".a.ringfence-old": "0\n"}, {".a.ringfence-new": "half"}, {".a.ringfence-old": "0\n", ".a.ringfence-new": "2\n"}],
    ids=str,
)
@pytest.mark.parametrize("after", ["1\n", "2\n"])
def test_what_a_killed_run_has_left_beside_a_file_goes(after: str, left: Tree, tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n"))
    for name, text in left.items():
        (tmp_path / name).write_text(text)
    write_tree(tmp_path, tree(a=after))
    assert held(tmp_path) == as_bytes(tree(a=after))


def test_what_a_killed_run_has_moved_away_comes_back_before_a_run_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    write_tree(tmp_path, tree(a="1\n", b="1\n"))
    (tmp_path / "a").rename(tmp_path / ".a.ringfence-old")
    assert left_behind(tmp_path / "a") == tmp_path / ".a.ringfence-old"
    monkeypatch.setattr("ringfence.output._write", full)
    with pytest.raises(OSError, match="No space left"):
        write_tree(tmp_path, tree(a="2\n", b="2\n"))
    assert held(tmp_path) == as_bytes(tree(a="1\n", b="1\n"))
    assert left_behind(tmp_path / "a") is None


def test_an_old_file_of_a_killed_run_is_never_taken_for_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(source))

    write_tree(tmp_path, tree(a="1\n"))
    (tmp_path / ".a.ringfence-old").write_text("0\n")
    monkeypatch.setattr("ringfence.output._move", refused)
    with pytest.raises(PermissionError):
        write_tree(tmp_path, tree(a="2\n"))
    assert held(tmp_path) == as_bytes(tree(a="1\n"))


@pytest.mark.parametrize("path", ["", ".", "a/..", "nul\0/x", "\ud800/x", "/"])
def test_a_manifest_that_lists_what_is_no_file_of_ours_moves_nothing(path: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, tree(a="1\n"))
    listed = json.loads((out / MANIFEST).read_text())["files"]
    (out / MANIFEST).write_text(json.dumps({"files": {**listed, path: ""}}))
    write_tree(out, tree(a="2\n"))
    assert held(tmp_path) == {f"out/{name}": data for name, data in as_bytes(tree(a="2\n")).items()}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_stays_as_it_is(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", tree(a="1\n"))
    (tmp_path / "out").chmod(0o500)
    with pytest.raises(PermissionError):
        write_tree(tmp_path / "out", tree(a="2\n"))
    (tmp_path / "out").chmod(0o700)
    assert held(tmp_path / "out") == as_bytes(tree(a="1\n"))


@pytest.mark.parametrize("first", [False, True], ids=["later", "first"])
@pytest.mark.parametrize("at", range(18))
def test_after_a_run_that_was_killed_the_next_one_leaves_exactly_what_it_writes(
    at: int, first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process settles nothing: from that step on nothing is written, moved or removed."""
    out, smaller = tmp_path / "out", tree(a="2\n", packages__kept__m="2\n")
    if not first:
        write_tree(out, tree(a="1\n", packages__kept__m="1\n", packages__old__m="1\n", packages__old__n="1\n"))
    steps = count()

    def killed(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **more: Any) -> Any:
            if next(steps) >= at:
                raise _Killed
            return do(*given, **more)

        return step

    with monkeypatch.context() as patched:
        for name in ("_write", "_move", "_settle"):
            patched.setattr(f"ringfence.output.{name}", killed(getattr(output, name)))
        patched.setattr(Path, "unlink", killed(Path.unlink))
        with suppress(_Killed):
            write_tree(out, smaller)
    write_tree(out, smaller)
    assert held(out) == as_bytes(smaller)


class _Killed(BaseException):
    """The end of the process."""


def test_files_of_others_that_look_like_old_ones_stay(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n"))
    (tmp_path / ".mine.old").write_text("mine")
    write_tree(tmp_path, tree(a="2\n"))
    assert (tmp_path / ".mine.old").read_text() == "mine"


def test_a_file_of_which_git_changed_the_line_endings_is_no_edit(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1\n2\n", b="1\n"))
    (tmp_path / "a").write_bytes(b"1\r\n2\r\n")
    write_tree(tmp_path, tree(a="1\n2\n", b="2\n"))
    assert held(tmp_path)["a"] == b"1\n2\n"
