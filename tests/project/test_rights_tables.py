"""The tables of role assignments in docs/concepts.md are the grants table, whole and current."""

from __future__ import annotations

from typing import get_args

from ringfence.blueprint.language.model import Access
from ringfence.catalog.tables import grants
from tests.marked import ROOT, between
from tests.rights_tables import IDENTITIES, MARK, PAGE, PEOPLE, SCOPES, tables


def test_the_page_has_the_tables_as_they_are() -> None:
    assert between(PAGE, MARK) == tables(), "run `python -m tests.rights_tables`"


def test_every_right_is_in_the_tables_once() -> None:
    cells = [line.strip("| ").split("|")[-2] for line in tables().splitlines() if line]
    roles = [role.strip().removesuffix(" (not confirmed)") for cell in cells for role in cell.split(",")]
    assert sorted(role for role in roles if role not in {"Role", "---"}) == sorted(row.role for row in grants())


def test_holders_and_scopes_have_words_and_no_word_is_without_use() -> None:
    assert {row.on for row in grants()} == set(SCOPES)
    (personas,) = get_args(Access.model_fields["personas"].annotation)
    assert {row.holder for row in grants()} == {*IDENTITIES, *PEOPLE, *get_args(personas)}


def test_no_right_is_one_of_those_that_the_page_rules_out() -> None:
    ruled_out = {"Owner", "Contributor", "User Access Administrator"}
    assert "None is Owner, Contributor or User Access Administrator." in " ".join(
        (ROOT / PAGE).read_text("utf-8").split()
    )
    assert not {row.role for row in grants()} & ruled_out
