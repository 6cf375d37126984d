"""Evidence of a check: what failed, what agreed, and loudly what was not checked."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

from ringfence.check.witness_report import AGREES, FINDS, Heard, Record
from ringfence.check.witnesses import WITNESSES
from ringfence.check.witnesses.budgets import Row
from ringfence.diagnostics import Diagnostic, Place, Report, Severity
from ringfence.pack.evidence import Checked, evidence
from ringfence.start.finding_texts import codes

OPENED = Diagnostic(
    code="HRD01", message="a | b <c> ]]> is 'Enabled'\n# not a head", place=Place("modules/key-vault.bicep", 3, 1)
)
EDITED = Diagnostic(code="MAN01", message="edited", place=Place("DEPLOY.md"))
NOTED = Diagnostic(code="NTE99", message="noted", severity=Severity.NOTE)


def record(package: str, *wrong: Diagnostic) -> Record:
    rows = tuple(
        Heard(each.codes, each.claim, FINDS if own else AGREES, own)
        for each in WITNESSES
        for own in [tuple(found for found in wrong if found.code in each.codes.split())]
    )
    return Record(package, "0.49.2", rows, (Row("bytes", 5, 10, "ARM"),))


def checked(*records: Record, report: Report | None = None, stopped: str = "") -> Checked:
    return Checked(
        packages=("connectivity", "fraud"),
        records=records,
        report=report or Report(),
        approval="abc",
        blueprint=False,
        since=False,
        found_by={code: each.rules for code, each in codes().items()},
        stopped=stopped,
    )


def verdicts(of: Checked) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in json.loads(evidence(of)["check.json"])["checks"]:
        found.setdefault(row["about"], Counter())[row["verdict"]] += 1
    return found


def test_each_witness_of_each_package_is_a_test_with_its_findings() -> None:
    of = checked(record("connectivity"), record("fraud", OPENED), report=Report.of([OPENED, EDITED, NOTED]))
    files = evidence(of)
    (suite,) = ElementTree.fromstring(files["junit.xml"])  # noqa: S314 - our own
    failed = {(case.get("classname"), str(case.get("name"))[:5]) for case in suite if case.find("failure") is not None}
    assert failed == {("fraud", "HRD01"), ("folder", "the f")}
    assert suite.get("tests") == str(2 * len(WITNESSES) + 5)
    body = json.loads(files["check.json"])
    assert (body["ok"], body["bicep"], body["approval"]) == (False, "0.49.2", "abc")
    assert [each["code"] for each in body["findings"]] == ["NTE99", "MAN01", "HRD01"]


def test_what_was_not_asked_for_is_said_as_skipped_in_every_form() -> None:
    of = checked(record("fraud"))
    assert verdicts(of)["connectivity"] == {"skipped": len(WITNESSES)}
    assert verdicts(of)["folder"] == {"skipped": 2, "passed": 3}
    files = evidence(of)
    (suite,) = ElementTree.fromstring(files["junit.xml"])  # noqa: S314 - our own
    assert suite.get("skipped") == str(len(WITNESSES) + 2)
    assert "## SKIPPED: not checked, so not proven" in files["check.md"]
    assert "no --blueprint was given" in files["check.md"]
    everything = replace(of, records=(record("connectivity"), record("fraud")), blueprint=True, since=True)
    assert "## SKIPPED" not in evidence(everything)["check.md"]
    assert sum(verdicts(everything).values(), Counter()) == {"passed": 2 * len(WITNESSES) + 5}


def test_a_check_that_was_stopped_proves_nothing() -> None:
    of = checked(report=Report.of([EDITED]), stopped="Bicep is missing")
    assert {about: set(said) - {"failed"} for about, said in verdicts(of).items()} == {
        "folder": {"skipped", "passed"},
        "connectivity": {"skipped"},
        "fraud": {"skipped"},
    }
    assert "was not asked" in evidence(of)["check.md"]


def test_no_text_of_a_finding_is_markup() -> None:
    told = evidence(checked(record("fraud", OPENED), report=Report.of([OPENED])))["check.md"]
    assert "\n# not a head" not in told
    assert "<c>" not in told
