"""A difference in print: invisible characters are spelled out, and what is known of a change stands with it."""

from __future__ import annotations

import pytest

from ringfence.diagnostics import Report
from ringfence.pack.difference.printed import printed
from ringfence.pack.difference.sections import TITLES
from ringfence.releases.diff.change import Cause, Change, Difference, Section, Side, Verb

SIDE = Side(name="old", institution="Test Bank", version="0.1.0", blueprint="a", ledger="b")
HIDDEN = "\u202e\x1b[31m"


def difference(*changes: Change, cause: Cause = Cause.BLUEPRINT, unexplained: tuple[str, ...] = ()) -> Difference:
    """A difference with these changes."""
    return Difference(old=SIDE, new=SIDE, cause=cause, packages=("hub",), changes=changes, unexplained=unexplained)


def change(**more: object) -> Change:
    """A change of a property in the hub."""
    fields = {
        "section": Section.CHANGED,
        "verb": Verb.CHANGED,
        "package": "hub",
        "what": "Key Vault kv",
        "id": "/kv",
        "path": "properties.x",
        "old": "1",
        "new": "2",
    }
    return Change(**{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_form_prints_what_cannot_be_seen(form: str) -> None:
    text = printed(form, difference(change(what=f"x{HIDDEN}", note=HIDDEN), unexplained=(HIDDEN,)), Report(), 120)
    assert "\u202e" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_reason_and_its_source_stand_with_the_change(form: str) -> None:
    found = difference(change(section=Section.REPLACED, verb=Verb.REPLACED, note="Fixed.", source="azure-docs x"))
    text = printed(form, found, Report(), 200)
    assert "Fixed." in text
    assert "azure-docs x" in text


def test_a_row_of_facts_says_so_where_others_come_from_the_blueprint() -> None:
    found = difference(change(), change(path="apiVersion", cause=Cause.FACTS))
    rows = [line for line in printed("text", found, Report(), 200).splitlines() if line.startswith("  ~")]
    assert [row.endswith("[facts of Ringfence]") for row in rows] == [False, True]


def test_every_section_has_a_heading() -> None:
    assert set(TITLES) == set(Section)


def test_values_on_one_side_only_are_what_comes_or_goes() -> None:
    found = difference(change(old="", new="b"), change(old="a", new=""))
    text = printed("text", found, Report(), 200)
    assert "properties.x: + b" in text
    assert "properties.x: - a" in text
