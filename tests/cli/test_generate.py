"""`generate` owns its output folder: the same bytes again, orphans gone, nobody else's file touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.banks import bank, flow, write, zone
from tests.cli.ringfence import listing, ringfence
from tests.marked import ROOT


@pytest.fixture
def out(good: Path) -> Path:
    """The folder that was generated from the good blueprint."""
    folder = good.with_name("out")
    assert ringfence("generate", good, "-o", folder).exit_code == 0
    return folder


def test_it_says_how_many_files_and_what_to_do_next(good: Path) -> None:
    folder = good.with_name("out")
    result = ringfence("generate", good, "-o", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert result.stdout.startswith(f"{len(files)} files in {folder}")
    assert str(folder / "DEPLOY.md") in result.stdout


def test_it_needs_no_bicep(good: Path, no_bicep: None) -> None:
    assert ringfence("generate", good, "-o", good.with_name("out")).exit_code == 0


def test_each_package_has_its_folder_beside_the_modules_that_they_share(out: Path) -> None:
    packages = sorted(path.name for path in (out / "packages").iterdir())
    assert packages == ["connectivity", "fraud", "pricing"]
    for name in packages:
        here = {path.name for path in (out / "packages" / name).iterdir()}
        assert here == {"main.bicep", "main.bicepparam", "bicepconfig.json", "modules"}
    shared = {path.name for path in (out / "modules").iterdir()}
    assert {"bicepconfig.json", "flow-logs.bicep", "key-vault.bicep", "peering.bicep"} < shared


def test_a_second_run_changes_no_byte(good: Path, out: Path) -> None:
    before = listing(good.parent)
    assert ringfence("generate", good, "-o", out).exit_code == 0
    assert listing(good.parent) == before


def test_another_folder_gets_the_same_bytes(good: Path, out: Path) -> None:
    other = good.with_name("other")
    assert ringfence("generate", good, "-o", other, "--locked").exit_code == 0
    assert listing(other) == listing(out)


def test_the_package_of_a_removed_landing_zone_disappears(good: Path, out: Path) -> None:
    assert (out / "packages/pricing/main.bicep").is_file()
    write(good.parent, bank(zone("fraud"), egress=[flow("feed", "fraud")]))
    assert ringfence("generate", good, "-o", out).exit_code == 0
    assert not (out / "packages/pricing").exists()
    assert "pricing" not in (out / "manifest.json").read_text("utf-8")


def test_a_landing_zone_more_leaves_the_package_of_the_others_as_it_was(good: Path, out: Path) -> None:
    before = listing(out / "packages/fraud")
    write(good.parent, bank(zone("aaa"), zone("fraud"), zone("pricing"), egress=[flow("feed", "fraud")]))
    assert ringfence("generate", good, "-o", out).exit_code == 0
    assert listing(out / "packages/fraud") == before
    assert (out / "packages/aaa").is_dir()


def test_the_users_own_files_in_the_folder_stay(good: Path, out: Path) -> None:
    (out / "approval.pdf").write_text("signed")
    assert ringfence("generate", good, "-o", out).exit_code == 0
    assert (out / "approval.pdf").read_text() == "signed"


def test_a_folder_that_is_somebody_elses_is_refused_and_left(good: Path) -> None:
    folder = good.with_name("documents")
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", folder)
    assert result.exit_code == 2
    assert "not written by Ringfence" in result.stderr
    assert listing(good.parent) == before


def test_a_folder_that_cannot_be_made_is_misuse(good: Path) -> None:
    (good.parent / "file").write_text("")
    result = ringfence("generate", good, "-o", good.parent / "file" / "out")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert not good.with_name("bank.ledger.yaml").exists()


@pytest.mark.parametrize("at", ["REVIEW.md", "manifest.json", "plan.json", "packages/new", ".REVIEW.md.ringfence-old"])
@pytest.mark.parametrize("how", ["folder", "file", "link to itself"])
def test_what_stands_in_the_way_is_misuse_or_a_finding_and_nothing_is_half_written(
    at: str, how: str, good: Path, out: Path
) -> None:
    """In `packages/new` the output needs a folder, everywhere else a file."""
    place = out / at
    place.unlink(missing_ok=True)
    if how == "folder":
        place.mkdir()
    elif how == "file":
        place.write_text("mine")
    else:
        place.symlink_to(place)
    write(good.parent, bank(zone("fraud"), zone("new"), egress=[flow("feed", "fraud")]))
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", out)
    if result.exit_code:
        assert result.exit_code == 2 or "[MAN01]" in result.stderr
        assert str(out) in result.stderr
        assert listing(good.parent) == before
    else:
        assert ringfence("generate", good, "-o", good.with_name("other")).exit_code == 0
        assert listing(out) == listing(good.with_name("other"))


def test_a_folder_in_the_place_of_a_file_is_misuse_and_named(good: Path, out: Path) -> None:
    (out / "REVIEW.md").unlink()
    (out / "REVIEW.md").mkdir()
    result = ringfence("generate", good, "-o", out, "--force")
    assert result.exit_code == 2
    assert f"{out / 'REVIEW.md'} cannot be written: a folder stands in its place" in result.stderr


def test_a_ledger_that_a_killed_run_has_moved_away_is_not_begun_anew(good: Path, out: Path) -> None:
    ledger = good.with_name("bank.ledger.yaml")
    ledger.rename(good.with_name(".bank.ledger.yaml.ringfence-old"))
    before = listing(good.parent)
    runs: list[list[str | Path]] = [["-o", out], ["-o", good.with_name("other"), "--force"]]
    for arguments in runs:
        result = ringfence("generate", good, *arguments)
        assert result.exit_code == 1
        assert "[LED01]" in result.stderr
        assert "rename it to bank.ledger.yaml" in result.stderr
    assert listing(good.parent) == before
    good.with_name(".bank.ledger.yaml.ringfence-old").rename(ledger)
    assert ringfence("generate", good, "-o", out, "--locked").exit_code == 0


def test_the_ledger_is_kept_and_then_enough_for_a_locked_run(good: Path) -> None:
    ledger, out = good.with_name("bank.ledger.yaml"), good.with_name("out")
    assert ringfence("generate", good, "-o", out).exit_code == 0
    held = ledger.read_bytes()
    assert b"fraud/compute" in held
    assert ringfence("generate", good, "-o", out, "--locked").exit_code == 0
    assert ledger.read_bytes() == held


def test_locked_refuses_to_hand_out_anything_new(good: Path) -> None:
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", good.with_name("out"), "--locked", "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1
    assert {finding["code"] for finding in findings} == {"LED03"}
    assert {"hub", "fraud", "fraud/compute", "landingZones/fraud", "egress/feed"} <= {each["path"] for each in findings}
    assert listing(good.parent) == before


def test_locked_refuses_a_newcomer_and_names_it_alone(good: Path, out: Path) -> None:
    write(good.parent, bank(zone("fraud"), zone("late"), zone("pricing"), egress=[flow("feed", "fraud")]))
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", out, "--locked", "--format", "json")
    assert result.exit_code == 1
    paths = [finding["path"] for finding in json.loads(result.stdout)["findings"]]
    assert len(paths) >= 5
    assert all("late" in path.split("/") for path in paths)
    assert listing(good.parent) == before


def test_a_finding_leaves_the_last_output_and_the_ledger_as_they_were(good: Path, out: Path) -> None:
    write(good.parent, bank(zone("fraud", environment="none")))
    before = listing(good.parent)
    assert ringfence("generate", good, "-o", out).exit_code == 1
    assert listing(good.parent) == before


def test_a_file_edited_by_hand_is_named_and_left_until_force(good: Path, out: Path) -> None:
    edited = out / "packages/fraud/main.bicep"
    edited.write_text("// mine\n", "utf-8")
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", out)
    assert result.exit_code == 1
    assert "error[MAN01]" in result.stderr
    assert str(edited) in result.stderr
    assert listing(good.parent) == before
    assert ringfence("generate", good, "-o", out, "--force").exit_code == 0
    assert edited.read_text("utf-8") != "// mine\n"


def test_a_lost_ledger_does_not_move_what_the_folder_has(good: Path, out: Path) -> None:
    write(good.parent, bank(zone("aaa"), zone("fraud"), zone("pricing"), egress=[flow("feed", "fraud")]))
    good.with_name("bank.ledger.yaml").unlink()
    before = listing(good.parent)
    result = ringfence("generate", good, "-o", out, "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == 1
    assert {finding["code"] for finding in findings} == {"LED06"}
    assert "fraud" in {finding["path"] for finding in findings}
    assert listing(good.parent) == before
    assert ringfence("generate", good, "-o", out, "--force").exit_code == 0


def test_a_network_that_the_blueprint_moves_may_move(good: Path, out: Path) -> None:
    moved = [zone("fraud", addressSpace="10.40.64.0/22"), zone("pricing")]
    write(good.parent, bank(*moved, egress=[flow("feed", "fraud")]))
    assert ringfence("generate", good, "-o", out).exit_code == 0


def test_notes_of_a_blueprint_have_its_place_for_scanners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside findings about the output, whose files are below its folder."""
    shutil.copy(ROOT / "blueprints" / "quickstart.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    log = json.loads(ringfence("generate", "quickstart.yaml", "-o", "out", "--format", "sarif").stdout)
    results = log["runs"][0]["results"]
    places = [each["physicalLocation"]["artifactLocation"]["uri"] for row in results for each in row["locations"]]
    assert set(places) == {"quickstart.yaml"}
    assert len(places) == len(results)
