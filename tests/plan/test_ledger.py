"""The ledger: what it hands out, what it keeps, what it refuses."""

from __future__ import annotations

from ipaddress import IPv4Network
from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.pipeline import decide
from ringfence.plan.context.ledger import Ledger, growth, number
from tests.banks import bank, flow, planned, write, zone


def test_newcomers_get_the_next_numbers_in_order_of_name() -> None:
    assert number({}, "egress", ["b", "a"]) == {"egress/a": 0, "egress/b": 1}
    assert number({"egress/b": 0}, "egress", ["b", "a"]) == {"egress/b": 0, "egress/a": 1}


def test_a_number_is_not_used_again_when_its_owner_is_gone() -> None:
    held = {"egress/old": 7}
    assert number(held, "egress", ["new"]) == {"egress/old": 7, "egress/new": 8}


def test_growth_names_what_was_added() -> None:
    before = Ledger({"hub": IPv4Network("10.0.0.0/22")}, {"egress/a": 0})
    after = Ledger({"hub": IPv4Network("10.0.0.0/22"), "fraud": IPv4Network("10.0.4.0/24")}, {"egress/a": 1})
    assert growth(before, after) == ("egress/a", "fraud")


def test_a_new_flow_keeps_the_priorities_of_the_others(tmp_path: Path) -> None:
    first = planned(tmp_path, bank(egress=[flow("feed", "fraud")])).after
    second = planned(tmp_path, bank(egress=[flow("aaa", "fraud"), flow("feed", "fraud")])).after
    assert first.numbers["egress/feed"] == second.numbers["egress/feed"] == 0
    assert second.numbers["egress/aaa"] == 1


def test_locked_refuses_to_grow_and_accepts_what_is_known(tmp_path: Path) -> None:
    planned(tmp_path, bank())
    path = tmp_path / "bank.yaml"
    assert decide(path, locked=True).plan
    write(tmp_path, bank(zone("fraud"), zone("extra")))
    with pytest.raises(Rejected) as rejected:
        decide(path, locked=True)
    assert {finding.code for finding in rejected.value.report.findings} == {"LED03"}
    assert "extra/compute" in {finding.path for finding in rejected.value.report.findings}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("version: 1\naddresses:\n  hub: 10.0.0.1/22\nnumbers: {}\n", 3),
        ("version: 1\naddresses: {}\nnumbers:\n  egress/a: -1\n", 4),
        ("version: 3\naddresses: {}\nnumbers: {}\n", 1),
        ("version: 1\naddresses: []\nnumbers: {}\n", 2),
        ("version: 1\naddress: {}\n", 2),
    ],
)
def test_a_damaged_ledger_is_a_finding_on_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = write(tmp_path, bank())
    (tmp_path / "bank.ledger.yaml").write_text(text, "utf-8")
    with pytest.raises(Rejected) as rejected:
        decide(path)
    findings = rejected.value.report.findings
    assert {(f.code, f.place.line) for f in findings} == {("LED01", line)}
    assert all(f.place.file.endswith("bank.ledger.yaml") for f in findings)


@pytest.mark.parametrize(("text", "words"), [("", "empty"), ("# nothing\n", "empty"), ("- 1\n", "mapping")])
def test_a_file_that_is_no_ledger_at_all_comes_with_advice_for_ledgers(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, bank())
    (tmp_path / "bank.ledger.yaml").write_text(text, "utf-8")
    with pytest.raises(Rejected) as rejected:
        decide(path)
    (found,) = rejected.value.report.findings
    assert (found.code, found.place.line) == ("LOD01", 1)
    assert words in found.message
    assert "remove the file only when nothing was deployed" in found.hint


HELD = "version: 1\naddresses:\n  hub: 10.40.0.0/22\n  fraud: 10.40.4.0/24\n{}numbers:\n  landingZones/fraud: 0\n{}"


@pytest.mark.parametrize(
    ("addresses", "numbers", "path"),
    [
        ("", "  landingZones/pricing: 0\n", "numbers.landingZones/pricing"),
        ("  pricing: 10.40.4.0/24\n", "", "addresses.pricing"),
        ("  pricing: 10.40.0.0/16\n", "", "addresses.fraud"),
        ("  fraud/compute: 10.40.4.0/26\n  fraud/agents: 10.40.4.32/27\n", "", "addresses.fraud/compute"),
        ("  fraud/compute: 10.40.9.0/26\n", "", "addresses.fraud/compute"),
    ],
    ids=["number", "network", "around", "subnets", "outside"],
)
def test_what_two_branches_handed_out_is_found_in_the_ledger(
    addresses: str, numbers: str, path: str, tmp_path: Path
) -> None:
    blueprint = write(tmp_path, bank())
    (tmp_path / "bank.ledger.yaml").write_text(HELD.format(addresses, numbers), "utf-8")
    with pytest.raises(Rejected) as rejected:
        decide(blueprint)
    findings = rejected.value.report.findings
    assert {finding.code for finding in findings} == {"LED04"}
    assert path.partition(".")[2].partition("/")[0] in "".join(finding.path for finding in findings)
    assert all(finding.place.file.endswith("bank.ledger.yaml") and finding.place.line for finding in findings)
    assert all("generate" in finding.hint for finding in findings)


def test_a_merge_conflict_is_called_by_its_name(tmp_path: Path) -> None:
    blueprint = write(tmp_path, bank())
    sides = "<<<<<<< ours\n  pricing: 10.40.5.0/24\n=======\n  credit: 10.40.5.0/24\n>>>>>>> theirs\n"
    (tmp_path / "bank.ledger.yaml").write_text(HELD.format(sides, ""), "utf-8")
    with pytest.raises(Rejected) as rejected:
        decide(blueprint)
    (finding,) = rejected.value.report.findings
    assert (finding.code, finding.place.line) == ("LOD02", 5)
    assert "keep the lines of both sides" in finding.hint


def test_a_ledger_of_another_institution_is_refused(tmp_path: Path) -> None:
    planned(tmp_path, bank())
    other = bank(institution={"name": "Other Bank", "code": "ob", "tenant": "7a1b6c1e-0d1a-4b52-9a57-3f0c2f5d9e02"})
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, other))
    (finding,) = rejected.value.report.findings
    assert (finding.code, finding.path, finding.value) == ("LED05", "institution", "tb")


def test_a_ledger_that_does_not_say_whose_it_is_is_read_and_then_says_it(tmp_path: Path) -> None:
    first = planned(tmp_path, bank()).after
    ledger = tmp_path / "bank.ledger.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("institution: tb\n", ""), "utf-8")
    decision = decide(tmp_path / "bank.yaml", locked=True)
    assert decision.before.institution == ""
    assert decision.after == first
