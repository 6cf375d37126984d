"""`decisions.yaml`: what is read of it, every finding about it at once with its place, and what a release keeps."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from ringfence.diagnostics import Diagnostic, Rejected, Severity
from ringfence.pipeline import Decision, decide, due, examine
from ringfence.plan.context.decisions.acceptance import Acceptance, acceptance_of
from ringfence.plan.context.decisions.language import schema_text
from ringfence.releases.recorded import unrecorded
from ringfence.releases.release import Release, release_json
from tests.banks import bank, write, zone

EXAMPLE = Path(__file__).parents[2] / "blueprints" / "universal-bank.decisions.yaml"
HEAD = "version: 1\ndecisions:\n"
LATER = date(2028, 1, 1)


def entry(risk: str, **more: str) -> str:
    """A decision as text; what is given stands in place of a value, '' leaves the key out."""
    rows = {
        "risk": risk,
        "acceptedBy": "Head of Network Security",
        "accepted": "2026-11-02",
        "until": "2027-11-01",
        "ticket": "CHG0042",
    } | more
    lines = [f"{key}: {value}" for key, value in rows.items() if value]
    return "  - " + "\n    ".join(lines) + "\n"


def banked(folder: Path, text: str) -> Path:
    """A blueprint with two landing zones and this file of decisions beside it."""
    path = write(folder, bank(zone("fraud"), zone("pricing")))
    path.with_name("bank.decisions.yaml").write_text(text, "utf-8")
    return path


def found(folder: Path, text: str) -> list[Diagnostic]:
    return list(examine(banked(folder, text)).findings)


def decided(folder: Path, *entries: str) -> Decision:
    return decide(banked(folder, HEAD + "".join(entries)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("version: 2\n", [("RSK01", 1, "version")]),
        ("decisions: []\n", [("RSK01", 1, "version")]),
        ("version: 1\nrisks: []\n", [("RSK01", 2, "risks")]),
        ("version: 1\ndecisions: all of them\n", [("RSK01", 2, "decisions")]),
        (HEAD + entry("ddos-plan", until="soon"), [("RSK01", 6, "decisions[0].until")]),
        (HEAD + entry("ddos-plan", until="20270101"), [("RSK01", 6, "decisions[0].until")]),
        (HEAD + entry("ddos-plan", ticket=""), [("RSK01", 3, "decisions[0].ticket")]),
        (HEAD + entry("ddos-plan", acceptedby="me"), [("RSK01", 8, "decisions[0].acceptedby")]),
        (HEAD + entry("DDoS plan"), [("RSK01", 3, "decisions[0].risk")]),
        (HEAD + entry("ddos-plan", note='"a\\nb"'), [("RSK01", 8, "decisions[0].note")]),
        (HEAD + entry("ddos-plam"), [("RSK02", 3, "decisions[0].risk")]),
        (HEAD + entry("ddos-plan", until="2026-11-01"), [("RSK04", 6, "decisions[0].until")]),
        (HEAD + entry("ddos-plan") + entry("ddos-plan", ticket="CHG2"), [("RSK05", 8, "decisions[1].risk")]),
        (HEAD + entry("ddos-plan") + entry("ddos-plan", at="connectivity"), []),
        (HEAD + entry("ddos-plan", until="2026-11-02"), []),
        ("version: 1\n", []),
    ],
)
def test_each_mistake_is_found_at_its_place(tmp_path: Path, text: str, expected: list[tuple[str, int, str]]) -> None:
    findings = found(tmp_path, text)
    assert [(each.code, each.place.line, each.path) for each in findings] == expected
    assert all(each.place.file.endswith("bank.decisions.yaml") and each.place.column for each in findings)
    assert all(each.hint and each.severity is Severity.ERROR for each in findings)


def test_a_misspelt_id_and_key_have_the_near_one(tmp_path: Path) -> None:
    (unknown,) = found(tmp_path, HEAD + entry("ddos-plam"))
    assert unknown.hint == "did you mean 'ddos-plan'?"
    (key,) = found(tmp_path, HEAD + entry("ddos-plan", acceptedby="me"))
    assert key.hint == "did you mean 'acceptedBy'?"


def test_the_mistakes_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    path = banked(tmp_path, HEAD + entry("ddos-plan", until="soon") + entry("tls-inspection", ticket=""))
    path.write_text(path.read_text("utf-8").replace('"10.40.0.0/16"', '"10.40.0.0/36"'), "utf-8")
    codes = [each.code for each in examine(path).findings]
    assert codes.count("RSK01") == 2
    assert len(codes) > 2


def test_a_file_that_is_no_yaml_is_a_finding_of_that_file(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "decisions: [\n")
    assert (finding.code, finding.place.file) == ("LOD02", str(tmp_path / "bank.decisions.yaml"))


@pytest.mark.parametrize(
    ("risk", "at", "hint"),
    [
        ("forced-tunnelling", "", "take the decision out"),
        ("studio-cors", "prizing", "did you mean 'pricing'?"),
        ("studio-cors", "landingZones[name=gone]", "did you mean 'landingZones[name=pricing]'?"),
    ],
)
def test_a_decision_about_what_is_not_there_warns_and_is_left_out(
    tmp_path: Path, risk: str, at: str, hint: str
) -> None:
    decision = decided(tmp_path, entry(risk, at=at), entry("ddos-plan"))
    (warning,) = due(decision).findings
    assert (warning.code, warning.severity, warning.place.line) == ("RSK03", Severity.WARNING, 8 if at else 3)
    assert warning.hint == hint
    assert [one.risk for one in decision.release.accepted] == ["ddos-plan"]


def test_the_nearer_decision_holds(tmp_path: Path) -> None:
    decision = decided(
        tmp_path,
        entry("studio-cors", ticket="EVERYWHERE"),
        entry("studio-cors", at="fraud", ticket="PACKAGE"),
        entry("jobs-push-images", at="landingZones[name=fraud].machineLearning.clusters", ticket="PATH"),
        entry("jobs-push-images", at="fraud", ticket="PACKAGE"),
    )
    held = {(risk.id, risk.package): acceptance_of(risk, decision.release.accepted) for risk in decision.plan.risks}
    tickets = {key: one.ticket for key, one in held.items() if one}
    assert tickets == {
        ("studio-cors", "fraud"): "PACKAGE",
        ("studio-cors", "pricing"): "EVERYWHERE",
        ("jobs-push-images", "fraud"): "PATH",
    }


def test_only_the_day_that_is_given_makes_a_decision_overdue(tmp_path: Path) -> None:
    decision = decided(tmp_path, entry("ddos-plan"), entry("tls-inspection", until="2029-01-01"))
    assert due(decision).findings == due(decision, date(2027, 11, 1)).findings == ()
    (warning,) = due(decision, date(2027, 11, 2)).findings
    assert (warning.code, warning.path) == ("RSK06", "decisions[0].until")


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    rows = [entry("ddos-plan"), entry("tls-inspection"), entry("ddos-plan", at="connectivity")]
    one, other = decided(tmp_path, *rows).release, decided(tmp_path, *reversed(rows)).release
    assert release_json(one) == release_json(other)


def test_without_a_file_nothing_is_accepted(tmp_path: Path) -> None:
    assert decide(write(tmp_path, bank())).release == Release()


def test_a_folder_must_record_the_decisions_of_the_file(tmp_path: Path) -> None:
    given = decided(tmp_path, entry("ddos-plan")).release
    (tmp_path / "release.json").write_text(release_json(Release()), "utf-8")
    assert [each.code for each in unrecorded(tmp_path, given)] == ["RSK07"]
    (tmp_path / "release.json").write_text(release_json(given), "utf-8")
    assert list(unrecorded(tmp_path, given)) == []
    assert [each.code for each in unrecorded(tmp_path, Release())] == ["RSK07"]
    assert list(unrecorded(tmp_path / "elsewhere", given)) == []


def test_an_acceptance_is_of_one_risk(tmp_path: Path) -> None:
    (risk, *_) = decided(tmp_path, entry("ddos-plan")).plan.risks
    dates = {"accepted": "2026-11-02", "until": "2027-11-01"}
    other = Acceptance(risk="other", at="", by="Board", ticket="1", **dates)
    assert acceptance_of(risk, [other]) is None


def test_the_schema_takes_the_example_and_no_unknown_key() -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    example = YAML(typ="safe", pure=True).load(EXAMPLE.read_text("utf-8").replace(": 20", ": !!str 20"))
    assert list(validator.iter_errors(example)) == []
    assert list(validator.iter_errors(example | {"risks": []}))


def test_a_file_that_is_refused_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Rejected):
        decided(tmp_path, entry("no-such-risk"))
