"""Where releases are read from: folders, plans, and revisions of git that are never checked out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.releases.diff.source import opened

MANIFEST = '{"ringfence": "0.1.0", "files": {}}'


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, as somebody without settings."""
    identity = ("-c", "user.name=t", "-c", "user.email=t@bank.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def code(text: str) -> tuple[str, str]:
    """The one finding about an argument, and what it says."""
    with pytest.raises(Rejected) as rejected:
        opened(text)
    (found,) = rejected.value.report.findings
    return found.code, found.message


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a release in `out/bank` of its first revision, and another one in the working tree."""
    out = tmp_path / "out" / "bank"
    out.mkdir(parents=True)
    (out / "plan.json").write_text("first", "utf-8")
    (out / "manifest.json").write_text(MANIFEST, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "tag", "v1")
    (out / "plan.json").write_text("second", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_and_its_plan_are_the_same_release(repository: Path) -> None:
    folder, plan = opened("out/bank"), opened(str(repository / "out" / "bank" / "plan.json"))
    assert folder.plan == plan.plan == b"second"
    assert folder.said("ringfence") == plan.said("ringfence") == "0.1.0"


@pytest.mark.parametrize("text", ["v1:out/bank", "HEAD:out/bank/", "v1:out/bank/plan.json", "v1:./out/bank"])
def test_a_revision_is_read_without_a_checkout(repository: Path, text: str) -> None:
    found = opened(text)
    assert (found.plan, found.said("ringfence")) == (b"first", "0.1.0")
    assert (repository / "out" / "bank" / "plan.json").read_bytes() == b"second"


def test_a_folder_below_the_top_is_named_from_where_people_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "out")
    assert opened("v1:./bank").plan == opened("v1:out/bank").plan == b"first"


@pytest.mark.parametrize(
    "text", ["nothing", "v2:out/bank", "v1:other", "--output=x:y", "-p:out/bank", ":out", "v1:", "", "out"]
)
def test_what_is_not_there_is_one_finding(repository: Path, text: str) -> None:
    assert repository.is_dir()
    assert code(text)[0] == "REL01"


def test_git_that_is_missing_is_a_finding(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert code("v1:out/bank") == (
        "REL01",
        "v1:out/bank has no plan.json: git cannot be run (No such file or directory)",
    )


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 5000, '{"files": 1, "ringfence": 2}'])
def test_a_manifest_that_says_nothing_leaves_everything_unknown(repository: Path, text: str) -> None:
    (repository / "out" / "bank" / "manifest.json").write_text(text, "utf-8")
    found = opened("out/bank")
    assert (found.files, found.said("ringfence"), found.edited) == ({}, "", None)
