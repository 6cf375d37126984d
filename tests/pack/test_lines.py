"""The line that a row names is the line of the blueprint that caused it."""

from __future__ import annotations

from pathlib import Path

from ringfence.pack.review.review import review
from ringfence.pipeline import decide
from tests.pack.markdown_tables import tables

BLUEPRINT = Path(__file__).parents[2] / "blueprints" / "regional-bank.yaml"


def test_rows_point_at_the_lines_of_what_they_are_about() -> None:
    lines = ["", *BLUEPRINT.read_text("utf-8").split("\n")]
    found = tables(review(decide(BLUEPRINT).plan, BLUEPRINT.name))
    for row in found["Ways out"].records:
        assert lines[int(row["Line"])].strip() == f"- name: {row['Flow']}"
    zones = [row for row in found["Packages"].records if row["Package"] != "connectivity"]
    for row in zones:
        assert lines[int(row["Line"])].strip() == f"- name: {row['Package']}"
    assert len(zones) == 2
    compute = found["Compute"].records
    for row in compute:
        wanted = f"name: {row['Compute']}," if row["Kind"] == "cluster" else row["Kind"].removeprefix("instance of ")
        assert wanted in lines[int(row["Line"])]
    assert {row["Kind"] == "cluster" for row in compute} == {True, False}
