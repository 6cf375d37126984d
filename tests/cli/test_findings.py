"""Findings: exit 1, text on stderr with places, JSON and SARIF on stdout, all at once, from every verb."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.banks import bank, write
from tests.cli.ringfence import listing, ringfence
from tests.variants import PEOPLE

VERBS = [["validate"], ["plan"], ["plan", "--json"], ["explain", "fraud"], ["generate", "-o", "out"]]


def command(verb: list[str], blueprint: Path, *more: str) -> list[str]:
    """A verb on a blueprint; an output folder is one beside the blueprint."""
    first, *rest = [str(blueprint.with_name(word)) if word == "out" else word for word in verb]
    return [first, str(blueprint), *rest, *more]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_says_all_findings_on_stderr_and_nothing_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad))
    assert (result.exit_code, result.stdout) == (1, "")
    lines = bad.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines, 1) if '"purposes"' in line)
    assert f"{bad}:{at}:" in result.stderr
    assert "did you mean" in result.stderr
    assert "3 errors" in result.stderr


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_json_findings_are_all_that_is_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad, "--format", "json"))
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    assert report["ok"] is False
    assert len(report["findings"]) == 3
    assert {(each["file"], each["severity"]) for each in report["findings"]} == {(str(bad), "error")}
    assert all(each["code"] and each["message"] and each["line"] and each["column"] for each in report["findings"])


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_sarif_findings_are_all_that_is_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad, "--format", "sarif"))
    assert (result.exit_code, result.stderr) == (1, "")
    (run,) = json.loads(result.stdout)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    assert all(each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"])


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_annotations_for_github_are_all_that_is_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad, "--format", "github"))
    assert (result.exit_code, result.stderr) == (1, "")
    assert [line.partition(",")[0] for line in result.stdout.splitlines()] == [f"::error file={bad}"] * 3


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_issues_of_azure_pipelines_are_all_that_is_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad, "--format", "azure-devops"))
    assert (result.exit_code, result.stderr) == (1, "")
    begun = f"##vso[task.logissue type=error;sourcepath={bad}"
    assert [";".join(line.split(";")[:2]) for line in result.stdout.splitlines()] == [begun] * 3


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_test_results_are_all_that_is_on_stdout(verb: list[str], bad: Path) -> None:
    result = ringfence(*command(verb, bad, "--format", "junit"))
    assert (result.exit_code, result.stderr) == (1, "")
    assert len(ElementTree.fromstring(result.stdout).findall("testsuite/testcase/failure")) == 3  # noqa: S314 - our own


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_nothing_is_written_when_there_is_a_finding(verb: list[str], bad: Path) -> None:
    before = listing(bad.parent)
    ringfence(*command(verb, bad))
    assert listing(bad.parent) == before


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A blueprint without a finding and without a note."""
    return write(tmp_path, bank(access=PEOPLE[:1]))


def test_a_good_blueprint_has_no_finding_and_nothing_is_written(quiet: Path) -> None:
    before = listing(quiet.parent)
    result = ringfence("validate", quiet)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{quiet}: no findings\n", "")
    assert listing(quiet.parent) == before


def test_an_empty_report_is_a_report_too(quiet: Path) -> None:
    assert json.loads(ringfence("validate", quiet, "--format", "json").stdout) == {"ok": True, "findings": []}
    (run,) = json.loads(ringfence("validate", quiet, "--format", "sarif").stdout)["runs"]
    assert run["results"] == []


def test_text_of_a_blueprint_cannot_paint_the_terminal(good: Path) -> None:
    good.write_text(good.read_text("utf-8").replace("Test Bank", r"\u001b[31m\u009b\u202e"), "utf-8")
    result = ringfence("validate", good)
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert r"\x1b[31m" in result.stderr


def test_a_ledger_that_is_no_ledger_is_a_finding_in_the_ledger(good: Path) -> None:
    ledger = good.with_name("bank.ledger.yaml")
    ledger.write_text("version: 1\naddresses:\n  hub: nowhere\n", "utf-8")
    result = ringfence("generate", good, "-o", good.with_name("out"))
    assert result.exit_code == 1
    assert f"{ledger}:3:" in result.stderr
    assert ledger.read_text("utf-8").endswith("nowhere\n")
