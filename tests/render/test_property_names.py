"""Property names are quoted exactly where Bicep needs it: its linter objects to quotes that are not needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.check import Bicep
from ringfence.render.spelling import property_name
from tests.render.compiler import BATCHES, meaning

pytestmark = pytest.mark.bicep

NAMES = [
    "cost-center",
    "costCenter",
    "cost center",
    "cost.center",
    "a1",
    "1a",
    "_x",
    "naïve",
    "x_y",
    "Ω",
    "ª",
    "type",
    "resource",
    "true",
    "false",
    "null",
    "True",
    "for",
    "if",
    "existing",
    "param",
    "any",
    "none",
    "class",
    "def",
    "tags",
    "object",
    "not",
]


def expect_names(bicep: Bicep, folder: Path, names: list[str]) -> None:
    rows = "\n".join(f"{property_name(name)}: {number}" for number, name in enumerate(names))
    found = meaning(bicep, folder, f"output all object = {{\n{rows}\n}}\n")
    assert found.outputs["all"] == {name: number for number, name in enumerate(names)}


def test_names_that_look_special_are_taken_as_names(bicep: Bicep, tmp_path: Path) -> None:
    expect_names(bicep, tmp_path, NAMES)


@given(st.lists(st.from_regex(r"\A[A-Za-z][A-Za-z0-9 ._-]{0,20}\Z"), min_size=30, max_size=40, unique_by=str.lower))
@BATCHES
def test_any_tag_name_is_taken_as_a_name(bicep: Bicep, tmp_path: Path, names: list[str]) -> None:
    expect_names(bicep, tmp_path, names)


@pytest.mark.parametrize(
    ("name", "bare"), [("owner", True), ("cost_center", True), ("cost-center", False), ("1", False)]
)
def test_quotes_are_there_only_where_they_are_needed(name: str, bare: bool) -> None:
    assert (property_name(name) == name) is bare
