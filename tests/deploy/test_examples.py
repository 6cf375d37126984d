"""Ids that came with a starting point: `generate` notes them, `deploy` refuses them before az is started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.assets import starting_points
from ringfence.example_ids import example_ids, examples_in
from ringfence.output import write_tree
from ringfence.pipeline import files
from tests.banks import PLATFORM, bank, planned
from tests.cli.ringfence import ringfence
from tests.deploy.fake import Fake

SHIPPED = "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01"
"""The id of the quickstart's platform subscription."""


def with_example(folder: Path) -> Path:
    """The output of a bank whose hub is in the quickstart's subscription."""
    tree = bank()
    tree["subscriptions"][0]["id"] = SHIPPED.upper()
    write_tree(folder / "out", files(planned(folder, tree)))
    return folder / "out"


def test_a_deployment_of_an_example_id_is_refused_with_the_command_that_finds_it(tmp_path: Path, az: Fake) -> None:
    folder = with_example(tmp_path)
    result = ringfence("deploy", folder, "--yes", "--format", "json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (result.exit_code, finding["code"], finding["value"]) == (1, "AZU22", SHIPPED)
    assert PLATFORM not in finding["message"]
    assert f"ringfence generate BLUEPRINT -o {folder}" in finding["hint"]
    assert az.calls() == []


def test_a_preview_of_an_example_id_is_a_question_of_sign_in(tmp_path: Path, az: Fake) -> None:
    result = ringfence("what-if", with_example(tmp_path), "--format", "json")
    assert {row["code"] for row in json.loads(result.stdout)["findings"]} == {"AZU06"}


@pytest.mark.parametrize("start", sorted(starting_points()))
def test_generate_notes_each_example_id_once_with_a_command_or_an_owner(start: str, tmp_path: Path) -> None:
    bank_file = tmp_path / "bank.yaml"
    assert ringfence("init", bank_file, "--from", start).exit_code == 0
    result = ringfence("generate", bank_file, "-o", tmp_path / "out", "--format", "json")
    rows = json.loads(result.stdout)["findings"]
    assert result.exit_code == 0
    assert {(row["code"], row["severity"]) for row in rows} == {("NTE06", "note")}
    assert all(row["hint"].startswith("replace it: ") and row["line"] for row in rows)
    noted = [each for row in rows for each in examples_in(row["message"])]
    assert set(noted) >= set(examples_in((tmp_path / "out" / "plan.json").read_text("utf-8")))
    assert len(noted) == len(set(noted))


def test_an_id_of_its_own_is_no_example() -> None:
    assert SHIPPED in example_ids()
    assert examples_in(f"/subscriptions/{SHIPPED}/resourceGroups/rg, {PLATFORM}, x{SHIPPED}1") == (SHIPPED,)
