"""`bundle`: a folder is bundled as its blueprint gives it, and refused otherwise, before anything is written."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ringfence.bundle import of_folder
from ringfence.bundle.archive import unzipped, zipped
from ringfence.bundle.contents import Asked, contents
from ringfence.bundle.maker import here
from ringfence.bundle.of_folder import bundle_of
from ringfence.diagnostics import Rejected
from ringfence.output import write_tree
from ringfence.releases.release import Release, release_json
from ringfence.releases.since.since import Since
from tests.bundle.conftest import BLUEPRINT, Sample, recompiled
from tests.cli.ringfence import listing, ringfence

NOTHING = Since(version="", approval="", changes=(), removal=(), backout=(), deploy=(), fixed=(), scripts=())


@pytest.fixture
def folder(compiled: Sample, tmp_path: Path) -> Path:
    """A copy of the example with its source beside it, to be spoiled."""
    for path in BLUEPRINT.parent.glob("quickstart*.yaml"):
        shutil.copy(path, tmp_path)
    return shutil.copytree(compiled.folder, tmp_path / "out")


def rewritten(folder: Path, name: str, text: str) -> None:
    """A file with another text, and its hash in the manifest."""
    (folder / name).write_text(text, "utf-8", newline="\n")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"][name] = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", "utf-8")


def refused(folder: Path) -> list[str]:
    """The codes of what is found, where no file is written."""
    before = listing(folder.parent)
    result = ringfence(
        "bundle",
        folder,
        "--blueprint",
        folder.parent / "quickstart.yaml",
        "-o",
        folder.parent / "x.zip",
        "--format",
        "json",
    )
    assert result.exit_code == 1
    assert listing(folder.parent) == before
    return [one["code"] for one in json.loads(result.stdout)["findings"]]


def test_a_bundle_depends_on_no_path_and_packs_what_lies_in_the_folder(sample: Sample, folder: Path) -> None:
    """Blueprint and folder lie elsewhere; the release that is compiled is that of the sample."""
    asked = Asked(folder.parent / "quickstart.yaml", "", folder)
    assert zipped(contents(sample.made, asked, here(sample.program, sample.made.bicep))) == sample.path.read_bytes()
    inside = {path.removeprefix("release/"): content for path, content in sample.files.items() if "release/" in path}
    assert inside == {name: (folder / name).read_bytes() for name in listing(folder) if (folder / name).is_file()}


def test_the_command_writes_the_same_bytes_and_prints_both_digests(sample: Sample, folder: Path) -> None:
    path = folder.parent / "change.zip"
    result = ringfence("bundle", folder, "--blueprint", folder.parent / "quickstart.yaml", "-o", path)
    assert (result.exit_code, path.read_bytes()) == (0, sample.path.read_bytes())
    assert hashlib.sha256(path.read_bytes()).hexdigest() in result.stdout
    assert json.loads(sample.files["bundle.json"])["approval"] in result.stdout


def test_a_folder_without_proofs_is_one_finding(folder: Path) -> None:
    for name in ("main.json", "snapshot.json"):
        (folder / "packages" / "credit-risk" / name).unlink()
    assert refused(folder) == ["BND01"]


def test_a_file_that_was_edited_is_found(folder: Path) -> None:
    (folder / "DEPLOY.md").write_text("Deploy at once.\n", "utf-8")
    assert refused(folder) == ["MAN01"]


def test_another_blueprint_is_found_before_bicep_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(of_folder, "made")
    blueprint = folder.parent / "quickstart.yaml"
    text = blueprint.read_text("utf-8")
    blueprint.write_text(text.replace("packages.harbourstreet", "mirror.harbourstreet"), "utf-8")
    assert set(refused(folder)) == {"MAN08"}


def test_a_release_before_that_is_not_named_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(of_folder, "made")
    rewritten(folder, "release.json", release_json(Release(since=NOTHING)))
    assert refused(folder) == ["BND02"]


def test_a_folder_that_does_not_know_the_release_before_is_found(
    folder: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(of_folder, "made")
    with pytest.raises(Rejected) as rejected:
        bundle_of(folder, Asked(folder.parent / "quickstart.yaml", str(sample.folder), folder), lambda _: None)
    assert [one.code for one in rejected.value.report.findings] == ["MAN09"]


@pytest.mark.parametrize("name", ["REVIEW.md", "packages/credit-risk/snapshot.json", "release.json"])
def test_what_was_edited_with_its_hash_is_found(name: str, folder: Path) -> None:
    rewritten(folder, name, "{}")
    assert refused(folder) == ["BND02"]


DECIDED = """\
version: 1
decisions:
  - {risk: dns-watched, acceptedBy: Board, accepted: 2026-11-02, until: 2027-11-01, ticket: CHG0042}
"""


def test_decisions_are_part_of_the_source(folder: Path, sample: Sample) -> None:
    decisions = folder.parent / "quickstart.decisions.yaml"
    decisions.write_text(DECIDED, "utf-8", newline="\n")
    assert refused(folder) == ["RSK07"]
    asked = Asked(folder.parent / "quickstart.yaml", "", folder)
    write_tree(folder, recompiled(sample.made, asked.decide()).files)
    path = folder.parent / "change.zip"
    path.write_bytes(bundle_of(folder, asked, lambda _: None)[0])
    assert unzipped(path)["source/quickstart.decisions.yaml"] == DECIDED.encode()


def test_no_bundle_is_written_into_the_folder(folder: Path) -> None:
    result = ringfence("bundle", folder, "--blueprint", folder.parent / "quickstart.yaml", "-o", folder / "x.zip")
    assert (result.exit_code, (folder / "x.zip").exists()) == (2, False)


def test_a_ledger_that_would_grow_is_refused(folder: Path) -> None:
    path = folder.parent / "quickstart.ledger.yaml"
    text = path.read_text("utf-8")
    assert "credit-risk/agents" in text
    path.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "credit-risk/agents" not in line), "utf-8"
    )
    assert set(refused(folder)) == {"LED03"}


def test_without_a_ledger_there_is_one_finding(folder: Path) -> None:
    (folder.parent / "quickstart.ledger.yaml").unlink()
    assert refused(folder) == ["BND02"]
