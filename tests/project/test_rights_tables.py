"""The tables of rights on the engineer's page are the grants table, whole and current."""

from __future__ import annotations

import re

from ringfence.catalog.grants import grants
from tests.rights_tables import DOCS, MARKS, tables


def test_the_page_has_the_tables_as_they_are() -> None:
    found = re.search(rf"{MARKS[0]}\n\n(.*?)\n{MARKS[1]}", DOCS.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == tables(), "run `python -m tests.rights_tables`"


def test_every_right_is_in_the_tables_once() -> None:
    cells = [line.strip("| ").split("|")[-2] for line in tables().splitlines() if line]
    roles = [role.strip().removesuffix(" (not confirmed)") for cell in cells for role in cell.split(",")]
    assert sorted(role for role in roles if role not in {"Role", "---"}) == sorted(row.role for row in grants())


def test_no_right_is_one_of_those_that_the_page_rules_out() -> None:
    ruled_out = {"Owner", "Contributor", "User Access Administrator"}
    assert "None is Owner, Contributor or User Access\nAdministrator." in DOCS.read_text("utf-8")
    assert not {row.role for row in grants()} & ruled_out
