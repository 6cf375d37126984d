"""A bundle that names the release before: it holds that release and the difference, and both are made anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ringfence.bundle.archive import unzipped, zipped
from ringfence.bundle.contents import Asked, Files
from ringfence.bundle.of_folder import bundle_of
from ringfence.diagnostics import Rejected
from ringfence.output import write_tree
from tests.bundle.conftest import BLUEPRINT, Sample, listed, recompiled, verify
from tests.cli.ringfence import ringfence

HOST = ("packages.harbourstreet.example", "packages.harbourstreet.example, more.harbourstreet.example")


@pytest.fixture
def files(compiled: Sample, tmp_path: Path) -> Files:
    """The bundle of a release with one host more, against the example."""
    for path in BLUEPRINT.parent.glob("quickstart*.yaml"):
        shutil.copy(path, tmp_path)
    blueprint, folder = tmp_path / BLUEPRINT.name, tmp_path / "out"
    blueprint.write_text(blueprint.read_text("utf-8").replace(*HOST), "utf-8")
    asked = Asked(blueprint, str(compiled.folder), folder)
    write_tree(folder, recompiled(compiled.made, asked.decide()).files)
    path = tmp_path / "change.zip"
    path.write_bytes(bundle_of(folder, asked, lambda _: None)[0])
    return unzipped(path)


def test_it_holds_the_release_before_as_it_is_and_what_changes(files: Files, compiled: Sample, tmp_path: Path) -> None:
    for name in ("plan.json", "manifest.json", "release.json"):
        assert files[f"against/{name}"] == (compiled.folder / name).read_bytes()
    difference = json.loads(files["diff.json"])
    assert [one["verb"] for one in difference["changes"]] == ["opened"]
    assert (difference["old"]["name"], difference["new"]["name"]) == ("against", "release")
    assert b"more.harbourstreet.example" in files["diff.md"]
    record = json.loads(files["change.json"])
    assert (record["risk"], record["reasons"]["risk"][0]["rule"]) == ("high", "hub network")
    assert json.loads((compiled.folder / "manifest.json").read_text("utf-8"))["approval"] in record["backout_plan"]
    assert "python-feed" in record["justification"] or "justification" in record["for_people"]
    assert verify(tmp_path, files).ok


def test_verify_prints_the_release_that_was_compared_with(files: Files, compiled: Sample, tmp_path: Path) -> None:
    path = tmp_path / "sent.zip"
    path.write_bytes(zipped(files))
    approval = json.loads((compiled.folder / "manifest.json").read_text("utf-8"))["approval"]
    assert f"compared with the release with approval digest {approval}\n" in ringfence("verify", path).stdout
    assert "compared with no release: this is a first release" in ringfence("verify", compiled.path).stdout


def test_what_is_spoiled_of_it_is_found(files: Files, tmp_path: Path) -> None:
    plan = files["against/plan.json"]
    for spoiled, codes in (
        ({"against/plan.json": plan.replace(b"prod", b"test", 1)}, ["REL07"]),
        ({"against/plan.json": b"{}"}, ["REL02"]),
        ({"diff.md": files["diff.md"] + b"\n"}, ["BND12"]),
    ):
        with pytest.raises(Rejected) as rejected:
            verify(tmp_path, listed({**files, **spoiled}))
        assert [one.code for one in rejected.value.report.findings] == codes
    less = {path: content for path, content in files.items() if not path.startswith("against/")}
    with pytest.raises(Rejected) as rejected:
        verify(tmp_path, listed(less))
    assert [one.code for one in rejected.value.report.findings] == ["BND12"]
