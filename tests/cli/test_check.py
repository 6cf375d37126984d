"""`check` and `generate --check`: what the witnesses refuse is said and nothing is written."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from ringfence.diagnostics import Diagnostic, Place, Report, Severity
from ringfence.plan.model.package import Plan
from ringfence.render.tree import render
from tests.banks import bank, write
from tests.cli.ringfence import listing, ringfence
from tests.cli.test_risks import DECIDED

pytestmark = pytest.mark.bicep
VAULT = "modules/key-vault.bicep"
OPENED = ("publicNetworkAccess: 'Disabled'", "publicNetworkAccess: 'Enabled'")


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory, bicep_cli: Path) -> Path:
    """A folder that `generate --check` wrote; for reading only."""
    blueprint = write(tmp_path_factory.mktemp("certified"), bank())
    folder = blueprint.with_name("out")
    result = ringfence("generate", blueprint, "-o", folder, "--check")
    assert (result.exit_code, result.stderr) == (0, "")
    return folder


@pytest.fixture
def folder(certified: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    return shutil.copytree(certified.parent, tmp_path / "copy") / "out"


def test_generate_check_adds_the_proofs_to_each_package(certified: Path) -> None:
    for package in ("connectivity", "fraud"):
        here = certified / "packages" / package
        assert json.loads((here / "main.json").read_text("utf-8"))["$schema"]
        assert json.loads((here / "snapshot.json").read_text("utf-8"))["predictedResources"]
    listed = json.loads((certified / "manifest.json").read_text("utf-8"))["files"]
    assert {"packages/fraud/main.json", "packages/fraud/snapshot.json"} <= set(listed)


def test_check_agrees_and_writes_nothing(certified: Path) -> None:
    before = listing(certified.parent)
    result = ringfence("check", certified)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(f"{certified}: every witness agrees\n")
    assert listing(certified.parent) == before


def test_check_finds_what_was_opened_says_so_as_json_and_writes_nothing(folder: Path) -> None:
    vault = folder / VAULT
    vault.write_text(vault.read_text("utf-8").replace(*OPENED), "utf-8")
    before = listing(folder.parent)
    result = ringfence("check", folder, "--package", "fraud", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    codes = {finding["code"] for finding in json.loads(result.stdout)["findings"]}
    assert {"MAN01", "HRD01", "PAR04"} <= codes
    assert listing(folder.parent) == before


def test_a_package_that_does_not_exist_is_a_finding(certified: Path) -> None:
    result = ringfence("check", certified, "--package", "nothing", "--format", "json")
    assert result.exit_code == 1
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["PKG01"]


def test_a_folder_that_was_not_generated_is_a_finding(tmp_path: Path, bicep_cli: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    result = ringfence("check", tmp_path, "--format", "json")
    assert result.exit_code == 1
    assert "MAN02" in {finding["code"] for finding in json.loads(result.stdout)["findings"]}
    assert set(listing(tmp_path)) == {"notes.md"}


def test_generate_without_check_removes_the_proofs_of_an_earlier_run(folder: Path) -> None:
    assert ringfence("generate", folder.with_name("bank.yaml"), "-o", folder, "--locked").exit_code == 0
    assert list(folder.rglob("main.json")) == list(folder.rglob("snapshot.json")) == []
    assert "main.json" not in (folder / "manifest.json").read_text("utf-8")


def test_a_template_that_opens_a_service_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bicep_cli: Path
) -> None:
    def sabotaged(plan: Plan) -> Mapping[str, str]:
        tree = dict(render(plan))
        assert OPENED[0] in tree[VAULT]
        return tree | {VAULT: tree[VAULT].replace(*OPENED)}

    monkeypatch.setattr("ringfence.render.tree.render", sabotaged)
    blueprint = write(tmp_path, bank())
    result = ringfence("generate", blueprint, "-o", tmp_path / "out", "--check", "--format", "json")
    found = {(each["code"], each["file"]) for each in json.loads(result.stdout)["findings"]}
    assert result.exit_code == 1
    assert {code for code, _ in found} == {"HRD01", "PAR04"}
    assert {file for _, file in found} == {VAULT}
    assert set(listing(tmp_path)) == {"bank.yaml"}


def test_generate_check_says_what_a_witness_warns_of_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bicep_cli: Path
) -> None:
    place = Place("packages/fraud/main.bicep")
    warning = Diagnostic(code="BUD01", message="too large", place=place, severity=Severity.WARNING)
    monkeypatch.setattr("ringfence.check.certify", lambda *_: (Report.of([warning]), {}))
    result = ringfence("generate", write(tmp_path, bank()), "-o", tmp_path / "out", "--check")
    assert result.exit_code == 0
    assert "BUD01" in result.stderr
    assert "too large" in result.stderr
    assert (tmp_path / "out" / "DEPLOY.md").is_file()


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_scanners_and_pull_requests_get_files_as_the_working_directory_calls_them(
    folder: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to the folder they would be looked up from the root of a repository, and not be found."""
    vault = folder / VAULT
    vault.write_text(vault.read_text("utf-8").replace(*OPENED), "utf-8")
    monkeypatch.chdir(folder.parent)
    said = ringfence("check", Path("out"), "--package", "fraud", "--format", form).stdout
    assert f"out/{VAULT}" in said
    assert not re.search(rf'("uri": "|file=){VAULT}', said)


def test_a_folder_that_is_given_by_its_whole_path_is_named_so(folder: Path) -> None:
    (folder / "notes.md").write_text("mine", "utf-8")
    log = json.loads(ringfence("check", folder, "--package", "fraud", "--format", "sarif").stdout)
    uris = [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for run in log["runs"]
        for result in run["results"]
        for place in result.get("locations", [])
    ]
    assert f"file://{(folder / 'notes.md').as_posix()}" in uris


def test_check_prints_the_digest_that_generate_printed(certified: Path) -> None:
    listed = json.loads((certified / "manifest.json").read_text("utf-8"))
    assert f"approval digest: {listed['approval']}\n" in ringfence("check", certified, "--package", "fraud").stdout


def test_check_with_the_blueprint_sees_what_it_does_not_give(folder: Path) -> None:
    blueprint = folder.with_name("bank.yaml")
    options = ("--package", "fraud", "--blueprint", blueprint, "--format", "json")
    assert ringfence("check", folder, *options).exit_code == 0
    write(folder.parent, bank(landingZones=[{**bank()["landingZones"][0], "tags": {"owner": "other"}}]))
    found = json.loads(ringfence("check", folder, *options).stdout)["findings"]
    assert {finding["code"] for finding in found} == {"MAN08"}


def test_check_tells_what_is_due_as_generate_does(folder: Path) -> None:
    blueprint = folder.with_name("bank.yaml")
    blueprint.with_name("bank.decisions.yaml").write_text(DECIDED, "utf-8")
    options = ("--package", "fraud", "--blueprint", blueprint, "--as-of", "2027-11-02", "--format", "json")
    found = json.loads(ringfence("check", folder, *options).stdout)["findings"]
    codes = [finding["code"] for finding in found]
    validated = json.loads(ringfence("validate", blueprint, *options[4:]).stdout)["findings"]
    due = [finding for finding in validated if finding["code"] in ("RSK06", "NTE05")]
    assert "RSK06" in codes
    assert [finding for finding in found if finding["code"] != "RSK07"] == due
    assert codes.count("RSK07") == 1


def test_a_day_without_a_blueprint_is_misuse(folder: Path) -> None:
    result = ringfence("check", folder, "--as-of", "2027-11-02")
    assert result.exit_code == 2
    assert "--blueprint" in result.stderr


def test_line_endings_that_git_changed_are_all_that_is_said(folder: Path) -> None:
    for path in folder.rglob("*.bicep*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = json.loads(ringfence("check", folder, "--format", "json").stdout)["findings"]
    assert [finding["code"] for finding in found] == ["MAN01"]
    assert ringfence("generate", folder.with_name("bank.yaml"), "-o", folder, "--check", "--locked").exit_code == 0
    assert ringfence("check", folder, "--package", "fraud").exit_code == 0


def test_every_finding_of_a_folder_has_a_place_that_exists_for_scanners(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = folder / VAULT
    vault.write_text(vault.read_text("utf-8").replace(*OPENED), "utf-8")
    (folder / "notes.md").write_text("mine")
    (folder / "REVIEW.md").unlink()
    monkeypatch.chdir(folder.parent)
    log = json.loads(
        ringfence("check", Path("out"), "--package", "nothing", "--package", "fraud", "--format", "sarif").stdout
    )
    results = log["runs"][0]["results"]
    places = [each["physicalLocation"]["artifactLocation"]["uri"] for row in results for each in row["locations"]]
    assert len(places) == len(results) >= 4
    assert [each for each in places if not Path(each).exists()] == ["out/REVIEW.md"]


def test_report_writes_evidence_and_the_same_bytes_again(certified: Path, tmp_path: Path) -> None:
    before = listing(certified.parent)
    one, other = tmp_path / "one", tmp_path / "other"
    for kept in (one, other):
        assert ringfence("check", certified, "--package", "fraud", "--report", kept).exit_code == 0
    assert listing(one) == listing(other)
    assert set(listing(one)) == {"check.json", "check.md", "junit.xml"}
    assert listing(certified.parent) == before
    body = json.loads((one / "check.json").read_text("utf-8"))
    digest = re.search(r"approval digest: (\S+)", ringfence("check", certified, "--package", "fraud").stdout)
    assert digest is not None
    assert (body["ok"], body["failed"], body["approval"]) == (True, 0, digest[1])
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", body["bicep"])
    assert {row["verdict"] for row in body["checks"] if row["about"] == "connectivity"} == {"skipped"}


def test_report_is_written_for_a_check_that_fails(folder: Path, tmp_path: Path) -> None:
    vault = folder / VAULT
    vault.write_text(vault.read_text("utf-8").replace(*OPENED), "utf-8")
    result = ringfence("check", folder, "--package", "fraud", "--report", tmp_path / "kept")
    assert result.exit_code == 1
    body = json.loads((tmp_path / "kept" / "check.json").read_text("utf-8"))
    failed = {code for row in body["checks"] if row["verdict"] == "failed" for code in row["codes"]}
    assert {"HRD01", "MAN01"} <= failed
