"""Accepted risks of two releases: one row a risk and place, whatever its text says, and one for a decision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.plan.model.registers import Risk
from ringfence.plan.model.values import Reason
from ringfence.releases.diff.change import Change, Verb
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.risks import decisions, risks
from ringfence.releases.diff.source import opened
from ringfence.releases.release import Release, release_json
from tests.banks import bank
from tests.releases.released import release

RISK = Risk(
    id="wide-flow",
    severity="high",
    title="a flow reaches more than named hosts",
    package="connectivity",
    name="flow feed reaches everything under bank.example",
    remedy="Name hosts.",
    because=Reason(text="", at="egress[name=feed]"),
    way="out",
)
DECIDED = Acceptance(
    risk="wide-flow",
    at="connectivity",
    by="Head of Network Security",
    ticket="CHG0042",
    accepted="2026-11-02",
    until="2027-11-01",
)


def told(found: list[Change]) -> list[tuple[Verb, str, str, str]]:
    return [(one.verb, one.path, one.old, one.new) for one in found]


def test_a_risk_whose_text_names_other_hosts_is_the_same_risk() -> None:
    wider = "flow feed reaches everything under example"
    assert told([*risks([RISK], [replace(RISK, name=wider)])]) == [(Verb.CHANGED, "says", RISK.name, wider)]
    assert [*risks([RISK], [replace(RISK, title="another title")])] == []


def test_a_risk_at_another_place_is_another_risk() -> None:
    moved = replace(RISK, because=replace(RISK.because, at="egress[name=other]"))
    assert [one.verb for one in risks([RISK], [moved])] == [Verb.REMOVED, Verb.ADDED]


def test_of_two_risks_at_one_place_both_are_told() -> None:
    second = replace(RISK, name="flow feed reaches everything under com.example")
    ((verb, path, _, new),) = told([*risks([RISK], [second, RISK])])
    assert (verb, path) == (Verb.CHANGED, "says")
    assert RISK.name in new
    assert second.name in new


@pytest.mark.parametrize(
    ("field", "column", "value"),
    [
        ("by", "accepted by", "Board"),
        ("ticket", "ticket", "CHG0043"),
        ("until", "until", "2028-01-31"),
        ("accepted", "accepted", "2026-12-01"),
        ("note", "note", "until the new firewall"),
    ],
)
def test_each_part_of_a_decision_that_changes_is_a_row(field: str, column: str, value: str) -> None:
    parts: dict[str, Any] = {field: value}
    found = [*decisions((DECIDED,), (replace(DECIDED, **parts),))]
    assert told(found) == [(Verb.CHANGED, column, getattr(DECIDED, field), value)]
    assert found[0].what == "decision about wide-flow at connectivity"


def test_a_decision_that_is_not_known_is_not_taken_for_none() -> None:
    assert [one.verb for one in decisions((), (DECIDED,))] == [Verb.ADDED]
    assert [one.verb for one in decisions((DECIDED,), ())] == [Verb.REMOVED]
    assert [*decisions(None, (DECIDED,))] == []


def test_decisions_are_read_beside_the_plan_also_of_another_version(tmp_path: Path) -> None:
    old = release(tmp_path, "old", bank())
    new = release(tmp_path, "new", bank(), "old")
    (new / "release.json").write_text(release_json(Release(accepted=(DECIDED,))), "utf-8")
    found, _ = compare(opened(str(old)), opened(str(new)))
    assert [(one.verb, one.id) for one in found.changes] == [(Verb.ADDED, "wide-flow at connectivity")]
    text = (new / "release.json").read_text("utf-8")
    (new / "release.json").write_text(text.replace('"since": null', '"since": {"of": "a later version"}'), "utf-8")
    assert opened(str(new)).accepted == (DECIDED,)
    (new / "release.json").unlink()
    assert compare(opened(str(old)), opened(str(new)))[0].quiet
