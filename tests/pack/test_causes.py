"""The path that a row names is the part of the blueprint that caused it; where that part stands changes no output."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.load.document import read
from ringfence.pipeline import decide, decided, files
from tests.pack.markdown_tables import tables
from tests.pack.review_rows import review_rows

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").glob("*-bank.yaml"))
BLUEPRINT = Path(__file__).parents[2] / "blueprints" / "regional-bank.yaml"
UNMADE = Path("no-such.ledger.yaml")


def test_rows_name_the_part_that_they_are_about() -> None:
    decision = decide(BLUEPRINT)
    lines = ["", *BLUEPRINT.read_text("utf-8").split("\n")]
    found = tables(review_rows(decision.plan))

    def cause(row: dict[str, str]) -> str:
        place = decision.document.places.found(row["Blueprint"])
        assert place is not None, row
        return lines[place.line]

    for row in found["Egress flows"].records:
        assert row["Blueprint"] == f"egress[name={row['Flow']}]"
        assert cause(row).strip() == f"- name: {row['Flow']}"
    zones = [row for row in found["Packages"].records if row["Package"] != "connectivity"]
    assert [row["Blueprint"] for row in zones] == [f"landingZones[name={row['Package']}]" for row in zones]
    assert len(zones) == 2
    compute = found["Compute"].records
    for row in compute:
        wanted = f"name: {row['Compute']}," if row["Kind"] == "cluster" else row["Kind"].removeprefix("instance of ")
        assert wanted in cause(row)
    assert {row["Kind"] == "cluster" for row in compute} == {True, False}


@pytest.mark.parametrize("blueprint", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_comment_and_empty_lines_change_the_hash_of_the_blueprint_and_no_other_byte(blueprint: Path) -> None:
    text = blueprint.read_text("utf-8")
    spread = text.replace("\n", "\n\n# A remark of the team.\n")
    before, after = (files(decided(read("bank.yaml", each), UNMADE)) for each in (text, spread))
    assert [path for path in before if before[path] != after[path]] == ["manifest.json"]
    assert before.keys() == after.keys()
    changed = zip(before["manifest.json"].splitlines(), after["manifest.json"].splitlines(), strict=True)
    assert len([each for each in changed if each[0] != each[1]]) == 1
