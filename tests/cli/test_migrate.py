"""`migrate` prints the new blueprint, or writes it with its ledger; it overwrites nothing unless asked to."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from ringfence.migrate import migrated, migrated_ledger
from tests.cli.ringfence import listing, ringfence

EXAMPLES = Path(__file__).parents[1] / "migrate" / "v1"
BANK = (EXAMPLES / "universal-bank.yaml").read_text("utf-8")
LEDGER = (EXAMPLES / "universal-bank.ledger.yaml").read_text("utf-8")
GIVEN = ("--owner", "data@bank.example", "--review-by", "2027-06-30", "--reason", "Approved there.")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A blueprint of version 1 with its ledger."""
    for name in ("bank.yaml", "bank.ledger.yaml"):
        shutil.copy(EXAMPLES / f"universal-{name}", tmp_path / name)
    return tmp_path / "bank.yaml"


def test_without_a_file_the_new_text_is_printed_and_nothing_written(old: Path) -> None:
    before = listing(old.parent)
    result = ringfence("migrate", old)
    assert (result.exit_code, result.stdout) == (0, migrated(BANK).text)
    assert result.stderr.count("note[MIG02]") == 15
    assert "connections[name=scoring-models].reason" in result.stderr
    assert listing(old.parent) == before


def test_the_new_blueprint_and_its_ledger_are_written_side_by_side(old: Path) -> None:
    new = old.with_name("new.yaml")
    result = ringfence("migrate", old, "-o", new, *GIVEN)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"wrote {new} and {new.with_name('new.ledger.yaml')}\n"
    assert sorted(listing(old.parent)) == ["bank.ledger.yaml", "bank.yaml", "new.ledger.yaml", "new.yaml"]
    assert "owner: data@bank.example\n    reason: Approved there.\n    reviewBy: 2027-06-30\n" in new.read_text("utf-8")
    assert new.with_name("new.ledger.yaml").read_text("utf-8") == migrated_ledger(LEDGER)
    assert (old.read_text("utf-8"), old.with_name("bank.ledger.yaml").read_text("utf-8")) == (BANK, LEDGER)


def test_a_blueprint_without_a_ledger_gets_none(old: Path) -> None:
    old.with_name("bank.ledger.yaml").unlink()
    assert ringfence("migrate", old, "-o", old.with_name("new.yaml")).exit_code == 0
    assert sorted(listing(old.parent)) == ["bank.yaml", "new.yaml"]


def test_notes_stand_where_they_belong_in_the_new_file(old: Path) -> None:
    new = old.with_name("new.yaml")
    result = ringfence("migrate", old, "-o", new, "--format", "json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["ok"] is True
    lines = new.read_text("utf-8").splitlines()
    shown = {lines[each["line"] - 1].strip() for each in report["findings"]}
    assert shown == {line.strip() for line in lines if line.startswith("  - name: ") and line[10:] in NAMES}


NAMES = ("scoring-models", "spark-mlflow", "fraud-lake", "spark-bronze", "spark-silver", "pricing-gold", "scoring-gold")


def test_in_place_needs_force_and_replaces_both_files(old: Path) -> None:
    before = listing(old.parent)
    refused = ringfence("migrate", old, "-o", old)
    assert refused.exit_code == 2
    assert "allow it with --force" in refused.stderr
    assert listing(old.parent) == before
    assert ringfence("migrate", old, "-o", old, "--force").exit_code == 0
    assert old.read_text("utf-8") == migrated(BANK).text
    assert old.with_name("bank.ledger.yaml").read_text("utf-8") == migrated_ledger(LEDGER)
    again = ringfence("migrate", old, "-o", old, "--force")
    assert again.exit_code == 1
    assert "this blueprint is already version 2" in again.stderr


@pytest.mark.parametrize("name", ["new.yaml", "new.ledger.yaml"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_another_file_is_never_overwritten(old: Path, name: str, force: tuple[str, ...]) -> None:
    old.with_name(name).write_text("mine", "utf-8")
    before = listing(old.parent)
    result = ringfence("migrate", old, "-o", old.with_name("new.yaml"), *force)
    assert result.exit_code == 2
    assert f"{name} would be overwritten" in " ".join(result.stderr.split())
    assert listing(old.parent) == before


def test_what_is_no_version_1_is_a_finding_and_nothing_is_written(old: Path) -> None:
    old.write_text("apiVersion: ringfence/v3\n", "utf-8")
    before = listing(old.parent)
    result = ringfence("migrate", old, "-o", old.with_name("new.yaml"))
    assert result.exit_code == 1
    assert "error[MIG01]" in result.stderr
    assert f"{old.name}:1:13" in "".join(result.stderr.split())
    assert listing(old.parent) == before


def test_a_ledger_that_is_no_version_1_stops_all(old: Path) -> None:
    old.with_name("bank.ledger.yaml").write_text("version: 2\n", "utf-8")
    before = listing(old.parent)
    result = ringfence("migrate", old, "-o", old.with_name("new.yaml"))
    assert result.exit_code == 1
    assert "this ledger is already version 2" in result.stderr
    assert listing(old.parent) == before


def test_a_ledger_that_a_killed_run_has_left_is_not_lost(old: Path) -> None:
    old.with_name("bank.ledger.yaml").rename(old.with_name(".bank.ledger.yaml.ringfence-old"))
    before = listing(old.parent)
    result = ringfence("migrate", old, "-o", old.with_name("new.yaml"))
    assert result.exit_code == 2
    assert "rename it to bank.ledger.yaml" in " ".join(result.stderr.split())
    assert listing(old.parent) == before


def test_when_one_file_cannot_be_written_none_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listing(old.parent)
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if target == old.with_name("bank.ledger.yaml") and source.name.endswith(".ringfence-new"):
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    result = ringfence("migrate", old, "-o", old, "--force")
    assert result.exit_code == 2
    assert "No space left on device" in " ".join(result.stderr.split())
    assert listing(old.parent) == before


def test_findings_for_programs_need_a_file_for_the_new_text(old: Path) -> None:
    result = ringfence("migrate", old, "--format", "json")
    assert result.exit_code == 2
    assert "give -o" in result.stderr


def test_line_ends_and_no_line_end_at_the_end_stay(old: Path) -> None:
    old.write_bytes(BANK.replace("\n", "\r\n").encode().removesuffix(b"\r\n"))
    new = old.with_name("new.yaml")
    assert ringfence("migrate", old, "-o", new).exit_code == 0
    assert new.read_bytes() == migrated(BANK).text.replace("\n", "\r\n").encode().removesuffix(b"\r\n")
