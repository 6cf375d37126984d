"""Each fact that no source confirms names the check of a first deployment that would confirm it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from ringfence.catalog.known.checks import checks
from ringfence.pack.review.decisions import decisions
from tests.banks import planned
from tests.marked import ROOT
from tests.variants import VARIANTS

TEMPLATES = ROOT / "templates"
HOW = "give the row `check: <id>` of templates/facts/checks.json; docs/contributor.md, *Facts that no source confirms*"
NAMING = ("why", "path", "role", "step", "name", "code", "group", "reason", "text")


def rows(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a value."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from rows(part)
    elif isinstance(value, list):
        for part in value:
            yield from rows(part)


def faults(row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the marks of a row."""
    unconfirmed, check = row.get("confirmed") is False, row.get("check")
    if unconfirmed and not check:
        yield "is not confirmed and has no check"
    if check and not unconfirmed:
        yield "has a check and is confirmed"
    if check and check not in checks():
        yield f"has a check that does not exist, {check}"


def parsed(path: Path) -> Any:
    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else YAML(typ="safe", pure=True).load(text)


def named(row: Mapping[str, Any]) -> str:
    return next((str(row[key]) for key in NAMING if key in row), "the whole table")


FILES = [*sorted(TEMPLATES.rglob("*.yaml")), *sorted(path for path in (TEMPLATES / "facts").glob("*.json"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_each_row_that_is_not_confirmed_has_a_check(path: Path) -> None:
    found = [f"{named(row)!r} {wrong}" for row in rows(parsed(path)) for wrong in faults(row)]
    assert found == [], HOW


def calls(path: Path) -> Iterator[str]:
    """Ids of checks in the code of the generator, by the place of the call."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            values = [each for each in ast.walk(keyword.value) if isinstance(each, ast.Constant)]
            if keyword.arg == "check" and path.is_relative_to(ROOT / "generator" / "ringfence" / "plan"):
                yield from (each.value for each in values if isinstance(each.value, str) and each.value)


def test_each_reason_in_the_plan_that_is_not_confirmed_has_a_check() -> None:
    files = sorted((ROOT / "generator" / "ringfence" / "plan").rglob("*.py"))
    named_in_code = {name for file in files for name in calls(file)}
    assert len(named_in_code) > 5
    assert named_in_code <= checks().keys()


@pytest.mark.parametrize("name", ["users-in", "jump-host", "everything"])
def test_the_plan_says_of_each_reason_which_check_would_confirm_it(name: str, tmp_path: Path) -> None:
    plan = planned(tmp_path, VARIANTS[name]).plan
    reasons = {reason for decision in decisions(plan) for reason in decision.because}
    assert {reason.text for reason in reasons if reason.confirmed != (reason.check == "")} == set()
    assert {reason.check for reason in reasons} - {""} <= checks().keys()


def test_each_check_by_hand_is_named_by_a_fact() -> None:
    facts = {row["check"] for path in FILES for row in rows(parsed(path)) if row.get("check")}
    code = {name for file in (ROOT / "generator" / "ringfence" / "plan").rglob("*.py") for name in calls(file)}
    assert {name for name, check in checks().items() if not check.scripted} - facts - code == {"HND09"}, (
        "HND09 is about names of role assignments, which stand in no row"
    )


def test_each_fault_of_a_row_is_found() -> None:
    assert list(faults({"confirmed": False})) == ["is not confirmed and has no check"]
    assert list(faults({"check": "CNF01"})) == ["has a check and is confirmed"]
    assert list(faults({"confirmed": False, "check": "CNF99"})) == ["has a check that does not exist, CNF99"]
    assert list(faults({"confirmed": False, "check": "CNF01"})) == list(faults({"why": "x"})) == []
