"""A folder is what its manifest says, to the byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from ringfence import __version__
from ringfence.check import manifest
from ringfence.diagnostics import Rejected, Severity
from ringfence.output import write_tree
from ringfence.plan.model.written.plan_json import plan_json
from tests.check.build import PLAN


def write(folder: Path, **version: str) -> Path:
    """A folder with a plan, one more file and a manifest that lists both."""
    (folder / "packages").mkdir(parents=True)
    (folder / "packages" / "main.bicep").write_text("// nothing\n")
    (folder / "plan.json").write_text(plan_json(PLAN), "utf-8")
    names = ("packages/main.bicep", "plan.json")
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    listed = {"files": files, "ringfence": __version__, **version}
    (folder / manifest.NAME).write_text(json.dumps(listed))
    return folder


def test_an_untouched_folder_has_no_findings(tmp_path: Path) -> None:
    folder = write(tmp_path / "out")
    assert list(manifest.untouched(folder)) == []
    assert list(manifest.version(folder)) == []
    assert manifest.plan_of(folder).institution == PLAN.institution


def test_changed_missing_and_added_files_are_found(tmp_path: Path) -> None:
    folder = write(tmp_path / "out")
    (folder / "packages" / "main.bicep").write_text("// something\n")
    (folder / "plan.json").unlink()
    (folder / "notes.txt").write_text("")
    found = {f.path: f.message for f in manifest.untouched(folder)}
    assert found == {
        "notes.txt": "this file was not generated; somebody added it",
        "packages/main.bicep": "this file was changed after it was generated",
        "plan.json": "this file was generated but is missing",
    }


def test_each_hint_does_away_with_its_finding(tmp_path: Path) -> None:
    """A hint is worth following only when the finding is gone afterwards, so each is followed here."""
    folder = tmp_path / "out"
    made = {"main.bicep": "// one\n", "plan.json": "{}", manifest.NAME: ""}
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.items() if text}
    made[manifest.NAME] = json.dumps({"files": hashes})
    write_tree(folder, made)
    (folder / "main.bicep").write_text("// two\n")
    (folder / "notes.txt").write_text("")
    (folder / "plan.json").unlink()
    hints = {finding.path: finding.hint for finding in manifest.untouched(folder)}
    assert "--force" in hints["main.bicep"]
    assert "move it out of the folder" in hints["notes.txt"]
    (folder / "notes.txt").rename(tmp_path / "notes.txt")
    write_tree(folder, made, force=True)
    assert list(manifest.untouched(folder)) == []


@pytest.mark.parametrize("content", [None, "{", "[]", '{"files": []}'])
def test_a_folder_without_a_manifest_cannot_be_trusted(tmp_path: Path, content: str | None) -> None:
    folder = write(tmp_path / "out")
    (folder / manifest.NAME).unlink()
    if content is not None:
        (folder / manifest.NAME).write_text(content)
    assert [f.code for f in manifest.untouched(folder)] == ["MAN01"]


@pytest.mark.parametrize("content", [None, "{", '{"institution": 1}', "\xff"])
def test_a_plan_that_cannot_be_read_is_a_finding(tmp_path: Path, content: str | None) -> None:
    folder = write(tmp_path / "out")
    (folder / "plan.json").unlink()
    if content is not None:
        (folder / "plan.json").write_text(content, encoding="latin-1")
    with pytest.raises(Rejected) as caught:
        manifest.plan_of(folder)
    assert [f.code for f in caught.value.report.findings] == ["MAN02"]


def test_another_version_is_a_finding(tmp_path: Path) -> None:
    folder = write(tmp_path / "out", ringfence="0.0.1")
    assert [f.code for f in manifest.version(folder)] == ["MAN02"]


def test_compiled_files_must_be_current(tmp_path: Path) -> None:
    (tmp_path / "main.json").write_text('{"metadata": {"_generator": {"version": "1"}}, "a": 1}')
    (tmp_path / "snapshot.json").write_text("old")
    same = '{"metadata": {"_generator": {"version": "1"}}, "a": 2}'
    newer = same.replace('"1"', '"2"')
    made = {"snapshot.json": "new", "main.json": same, "other/main.json": same}
    found = [(f.code, f.path, f.severity) for f in manifest.current(tmp_path, made)]
    assert found == [("MAN03", "snapshot.json", Severity.ERROR), ("MAN03", "main.json", Severity.ERROR)]
    assert [f.severity for f in manifest.current(tmp_path, {"main.json": newer})] == [Severity.WARNING]


def test_line_endings_that_git_changed_are_one_finding(tmp_path: Path) -> None:
    folder = write(tmp_path / "out")
    for name in ("packages/main.bicep", "plan.json"):
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (finding,) = manifest.untouched(folder)
    assert (finding.code, "and 1 more differ" in finding.message) == ("MAN01", True)
    assert "core.autocrlf" in finding.message
    assert ".gitattributes" in finding.hint


def test_an_edit_is_one_whatever_its_line_endings_are(tmp_path: Path) -> None:
    folder = write(tmp_path / "out")
    (folder / "packages" / "main.bicep").write_bytes(b"// something\r\n")
    assert [f.message for f in manifest.untouched(folder)] == ["this file was changed after it was generated"]


def test_what_a_killed_run_has_left_is_one_finding(tmp_path: Path) -> None:
    folder = write(tmp_path / "out")
    for name in (".plan.json.ringfence-new", "packages/.main.bicep.ringfence-old"):
        (folder / name).write_text("")
    (finding,) = manifest.untouched(folder)
    assert (finding.code, finding.path) == ("MAN05", ".plan.json.ringfence-new")
    assert "and 1 more" in finding.message
