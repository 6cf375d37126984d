"""The tables of role assignments in docs/concepts.md are those of the catalogue, whole and current."""

from __future__ import annotations

import re

from ringfence.catalog.grants import grants
from tests.marked import ROOT, between
from tests.rights_tables import MARK, PAGE, tables


def test_the_page_has_the_tables_as_they_are() -> None:
    assert between(PAGE, MARK) == tables(), "run `python -m tests.rights_tables`"


def test_every_right_is_in_the_tables_once() -> None:
    cells = [line.strip("| ").split("|")[-2] for line in tables().splitlines() if line]
    said = re.compile(r" \((?:not confirmed|where .*)\)")
    roles = [said.sub("", role.strip()) for cell in cells for role in cell.split(",")]
    assert sorted(role for role in roles if role not in {"Role", "---"}) == sorted(row.role for row in grants())


def test_no_right_is_one_of_those_that_the_page_rules_out() -> None:
    ruled_out = {"Owner", "Contributor", "User Access Administrator"}
    page = " ".join((ROOT / PAGE).read_text("utf-8").split())
    assert "None is Owner, Contributor or User Access Administrator." in page
    assert not {row.role for row in grants()} & ruled_out
