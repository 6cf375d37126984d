"""`risks` lists what a plan leaves open and who accepted it; its beginning is a file of decisions that is accepted."""

from __future__ import annotations

from pathlib import Path

from ringfence.pipeline import decide
from tests.cli.ringfence import listing, ringfence

COMMITTED = Path(__file__).parents[2] / "blueprints" / "decisions.schema.json"
DECIDED = """\
version: 1
decisions:
  - {risk: ddos-plan, acceptedBy: Board, accepted: 2026-11-02, until: 2027-11-01, ticket: CHG0042}
"""


def test_each_risk_stands_once_with_its_places(good: Path) -> None:
    before = listing(good.parent)
    result = ringfence("risks", good)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    named = [words[1] for words in lines if words[0] in ("high", "medium", "low")]
    assert sorted(named) == sorted({risk.id for risk in decide(good).plan.risks})
    assert ["low", "studio-cors", "fraud,", "pricing", "not", "accepted", "yet"] in lines
    assert listing(good.parent) == before


def test_a_decision_is_shown_and_told_when_it_has_ended(good: Path) -> None:
    good.with_name("bank.decisions.yaml").write_text(DECIDED, "utf-8")
    result = ringfence("risks", good, "--as-of", "2027-11-02")
    assert result.exit_code == 0
    assert "CHG0042" in result.stdout
    assert "warning[RSK06] the decision about ddos-plan held until 2027-11-01" in result.stderr


def test_the_beginning_of_a_file_names_every_risk_and_is_taken_as_it_is(good: Path) -> None:
    text = ringfence("risks", good, "--start").stdout
    assert all(f" {risk.id}: " in text for risk in decide(good).plan.risks)
    good.with_name("bank.decisions.yaml").write_text(text, "utf-8")
    assert decide(good).release.accepted == ()


def test_generate_warns_of_what_is_due_and_writes_all_the_same(good: Path, tmp_path: Path) -> None:
    good.with_name("bank.decisions.yaml").write_text(DECIDED, "utf-8")
    out = tmp_path / "out"
    result = ringfence("generate", good, "-o", out, "--as-of", "2027-11-02")
    assert result.exit_code == 0
    assert "warning[RSK06]" in result.stderr
    assert "warning[NTE05] feed was due for review" in result.stderr
    assert "CHG0042" in (out / "release.json").read_text("utf-8")


def test_the_committed_schema_of_decisions_is_current() -> None:
    assert ringfence("schema", "--decisions", "--check", COMMITTED).exit_code == 0
