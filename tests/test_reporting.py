"""People see the line, programs read the fields, and nothing in a blueprint can touch the terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ringfence.diagnostics import Diagnostic, Place, Report, Severity
from ringfence.pipeline import examine
from ringfence.reporting import (
    Case,
    Described,
    as_azure_devops,
    as_github,
    as_json,
    as_junit,
    as_sarif,
    as_text,
    visible,
)
from ringfence.start.finding_texts import described
from tests.sarif_structure import LOG

SARIF = Draft202012Validator(LOG)

SOURCE = 'hub: {subscription: platfrom}\nregions: "two words"  # note\nname: \u9280\u884c x\n'
FILE = "banks/a bank.yaml"
MISSPELT = Diagnostic(
    code="BLU05",
    message="the blueprint defines no subscription 'platfrom'",
    place=Place(FILE, 1, 21),
    path="hub.subscription",
    value="platfrom",
    hint="did you mean 'platform'?",
    source="rule of the house",
)
FINDINGS = st.lists(
    st.builds(
        Diagnostic,
        code=st.from_regex(r"[A-Z]{3}[0-9]{2}", fullmatch=True),
        message=st.text(),
        place=st.builds(
            Place, st.sampled_from(["", FILE, "../x.yaml", "/a/b.yaml"]), st.integers(0, 5), st.integers(0, 30)
        ),
        path=st.text(),
        value=st.text(),
        hint=st.text(),
        source=st.text(),
        severity=st.sampled_from(Severity),
    ),
    max_size=4,
)


def text(finding: Diagnostic, source: str = SOURCE, *, color: bool = False) -> str:
    return as_text(Report.of([finding]), {FILE: source}, color)


def about(line: int, column: int, value: str = "") -> str:
    """The carets under a line, up to the last of them."""
    finding = Diagnostic(code="XYZ01", message="x", place=Place(FILE, line, column), value=value)
    return text(finding).splitlines()[3].split("|")[1]


def test_text_shows_the_line_with_carets_below_the_value() -> None:
    assert text(MISSPELT) == (
        "error[BLU05] the blueprint defines no subscription 'platfrom'\n"
        "  banks/a bank.yaml:1:21   hub.subscription = platfrom\n"
        "     1 | hub: {subscription: platfrom}\n"
        "       |                     ^^^^^^^^\n"
        "  help: did you mean 'platform'?\n"
        "  source: rule of the house\n"
        "\n"
        "1 error\n"
    )


def test_carets_cover_quotes_and_keys_and_stay_below_wide_characters() -> None:
    assert about(2, 10) == " " + " " * 9 + "^" * 11
    assert about(2, 1) == " " + "^" * 7
    assert about(3, 10) == " " + " " * 11 + "^"
    assert about(2, 11, "two words") == " " + " " * 10 + "^" * 9


def test_finding_without_a_line_or_without_the_text_has_no_excerpt() -> None:
    whole = Diagnostic(code="LOD01", message="the file cannot be read", place=Place(FILE))
    assert text(whole) == f"error[LOD01] the file cannot be read\n  {FILE}\n\n1 error\n"
    assert "|" not in as_text(Report.of([MISSPELT]), {}, False)
    assert "|" not in text(Diagnostic(code="XYZ01", message="x", place=Place(FILE, 99, 1)))


def test_findings_are_counted_by_how_bad_they_are() -> None:
    bad = [Diagnostic(code="XYZ01", message=str(number)) for number in range(2)]
    report = Report.of([*bad, Diagnostic(code="XYZ02", message="x", severity=Severity.WARNING)])
    assert as_text(report, {}, False).splitlines()[-1] == "2 errors, 1 warning"


def test_empty_report_prints_nothing() -> None:
    assert as_text(Report(), {}, False) == ""
    assert json.loads(as_json(Report())) == {"ok": True, "findings": []}


def test_colour_adds_only_colour() -> None:
    painted = text(MISSPELT, color=True)
    assert painted.startswith("\x1b[1;31merror[BLU05]\x1b[0m ")
    for paint in ("\x1b[1;31m", "\x1b[2m", "\x1b[0m"):
        painted = painted.replace(paint, "")
    assert painted == text(MISSPELT)


def test_a_finding_wraps_between_words_and_keeps_its_place_and_carets() -> None:
    long = replace(
        MISSPELT, message=" ".join(["words"] * 20), hint=f"run `az account show --query {'x' * 20}`, then go on"
    )
    source = f"{'x' * 60}: {{subscription: platfrom}}"
    placed = replace(long, place=Place(FILE, 1, 78), path="landingZones[name=fraud].clusters[name=cpu].maxNodes")
    for width in (60, 80):
        lines = as_text(Report.of([placed]), {FILE: source}, False, width).splitlines()
        assert max(map(len, lines)) <= width
        (excerpt,) = [at for at, line in enumerate(lines) if line.startswith("     1 | ")]
        assert lines[excerpt][lines[excerpt + 1].index("^") :].startswith("platfrom")
        assert any(f"`az account show --query {'x' * 20}`" in line for line in lines)


def test_very_long_line_is_cut_around_the_place() -> None:
    line = "x" * 5000 + " here " + "y" * 5000
    shown = text(Diagnostic(code="XYZ01", message="m", place=Place(FILE, 1, 5002)), line).splitlines()
    assert len(shown[2]) < 200
    assert shown[2][shown[3].index("^") :].startswith("here")


@given(st.text(), st.booleans())
def test_nothing_in_a_blueprint_reaches_the_terminal_as_a_command(hostile: str, everywhere: bool) -> None:
    hostile += "\x1b]0;owned\x07\x9b31m\u202e\u2028\r"
    finding = Diagnostic(
        code="XYZ01", message=hostile, place=Place(FILE, 1, 1), path=hostile, value=hostile, hint=hostile
    )
    printed = text(finding, hostile if everywhere else SOURCE)
    assert visible(printed.replace("\n", "")) == printed.replace("\n", "")
    assert "\x1b" not in printed


@given(FINDINGS)
def test_any_finding_can_be_printed_in_every_form(findings: list[Diagnostic]) -> None:
    report = Report.of(findings)
    assert len(json.loads(as_json(report))["findings"]) == len(report.findings)
    assert len(json.loads(as_sarif(report))["runs"][0]["results"]) == len(report.findings)
    assert as_text(report, {FILE: SOURCE}, False).count("\n\n") >= len(report.findings)
    assert (as_json(report) + as_sarif(report)).isascii()
    lines = as_github(report).splitlines()
    assert len(lines) == len(report.findings)
    assert all(re.match(r"::(error|warning|notice) .*title=[A-Z]{3}[0-9]{2}::", line) for line in lines)


@given(FINDINGS.filter(lambda findings: all(finding.message for finding in findings)))
def test_sarif_has_the_structure_that_the_standard_requires(findings: list[Diagnostic]) -> None:
    said = Described(what="What is wrong.", why="Why.", fix="What is right.", tags=("egress",), severity="8.0")
    described = {finding.code: said for finding in findings[1:]}
    log = json.loads(as_sarif(Report.of(findings), described))
    assert [error.message for error in SARIF.iter_errors(log)] == []


def test_sarif_of_every_invalid_blueprint_has_that_structure_and_describes_its_rules() -> None:
    for file in sorted((Path(__file__).parent / "invalid").glob("*.yaml")):
        log = json.loads(as_sarif(examine(file), described()))
        assert [error.message for error in SARIF.iter_errors(log)] == [], file.name
        assert all(rule["help"]["text"] for rule in log["runs"][0]["tool"]["driver"]["rules"])


def test_the_structure_refuses_what_the_standard_refuses() -> None:
    log = json.loads(as_sarif(Report.of([MISSPELT])))
    (run,) = log["runs"]
    for broken in (
        log | {"version": "2.0.0"},
        log | {"runs": [run | {"results": [run["results"][0] | {"level": "fatal"}]}]},
        log | {"runs": [{"tool": run["tool"], "results": [{"ruleId": "BLU05"}]}]},
        log | {"runs": [{"results": []}]},
    ):
        assert not SARIF.is_valid(broken)


def test_github_shows_a_finding_at_its_line_with_help_and_source() -> None:
    assert as_github(Report.of([MISSPELT])) == (
        "::error file=banks/a bank.yaml,line=1,col=21,title=BLU05::the blueprint defines no subscription 'platfrom'"
        "%0AHelp: did you mean 'platform'?%0ASource: rule of the house\n"
    )


def test_github_takes_no_command_from_a_blueprint() -> None:
    hostile = "100 %\n::set-output name=x::y\r::error::"
    finding = Diagnostic(code="XYZ01", message=hostile, place=Place("a,b:c\n.yaml", 1, 1), severity=Severity.NOTE)
    assert as_github(Report.of([finding])) == (
        "::notice file=a%2Cb%3Ac%0A.yaml,line=1,col=1,title=XYZ01::100 %25%0A::set-output name=x::y%0D::error::\n"
    )


def test_json_has_every_field_of_a_finding() -> None:
    parsed = json.loads(as_json(Report.of([MISSPELT])))
    assert parsed["ok"] is False
    assert parsed["findings"] == [
        {
            "code": "BLU05",
            "severity": "error",
            "message": MISSPELT.message,
            "file": FILE,
            "line": 1,
            "column": 21,
            "path": "hub.subscription",
            "value": "platfrom",
            "hint": MISSPELT.hint,
            "source": MISSPELT.source,
        }
    ]


def test_sarif_result_points_at_the_line_below_the_checkout() -> None:
    log = json.loads(as_sarif(Report.of([MISSPELT])))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "BLU05"
    assert result["level"] == "error"
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "banks/a%20bank.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1, "startColumn": 21},
            },
            "logicalLocations": [{"fullyQualifiedName": "hub.subscription"}],
        }
    ]


def test_sarif_names_files_outside_the_checkout_by_their_whole_address() -> None:
    for name, uri in (("/banks/a.yaml", "file:///banks/a.yaml"), ("C:\\banks\\a.yaml", "file:///C:/banks/a.yaml")):
        log = json.loads(as_sarif(Report.of([Diagnostic(code="XYZ01", message="x", place=Place(name))])))
        physical = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert physical == {"artifactLocation": {"uri": uri}}


def test_sarif_fingerprint_survives_a_move_of_the_line_and_nothing_else() -> None:
    def fingerprint(place: Place, value: str) -> str:
        finding = Diagnostic(code="XYZ01", message="x", place=place, value=value)
        return str(json.loads(as_sarif(Report.of([finding])))["runs"][0]["results"][0]["partialFingerprints"])

    before = fingerprint(Place(FILE, 1, 1), "a")
    assert fingerprint(Place(FILE, 9, 3), "a") == before
    assert fingerprint(Place(FILE, 1, 1), "b") != before
    assert fingerprint(Place("other.yaml", 1, 1), "a") != before


def test_code_scanners_sort_what_opens_a_path_as_security() -> None:
    rules = {}
    for code in ("DSG08", "LOD01"):
        log = json.loads(as_sarif(Report.of([replace(MISSPELT, code=code)]), described()))
        (rules[code],) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules["DSG08"]["properties"] == {"tags": ["design rules", "security"], "security-severity": "8.0"}
    assert rules["LOD01"]["properties"] == {"tags": ["the file"]}
    assert rules["LOD01"]["fullDescription"]["text"].startswith(rules["LOD01"]["shortDescription"]["text"] + " ")


def obeyed(line: str) -> tuple[str, dict[str, str], str]:
    """What an agent of Azure Pipelines makes of a line: the first command in it, its properties, and its text."""
    _, _, command = line.partition("##vso[")
    head, _, text = command.partition("]")
    name, _, given = head.partition(" ")
    return name, {key: undone(value) for key, value in (each.split("=", 1) for each in given.split(";"))}, undone(text)


def spelled(text: str) -> str:
    return "".join(each if each in "\r\n" else visible(each) for each in text)


def undone(text: str) -> str:
    for escape, meant in (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")):
        text = text.replace(escape, meant)
    return text


def test_azure_devops_shows_a_finding_at_its_line_with_help_and_source() -> None:
    assert as_azure_devops(Report.of([MISSPELT])) == (
        "##vso[task.logissue type=error;sourcepath=banks/a bank.yaml;linenumber=1;columnnumber=21;code=BLU05]"
        "the blueprint defines no subscription 'platfrom'%0AHelp: did you mean 'platform'?"
        "%0ASource: rule of the house\n"
    )


@given(FINDINGS, st.sampled_from(["\n##vso[task.setvariable variable=x]y", "];type=debug", "\r##[error]", "%0A%AZP25"]))
def test_azure_devops_takes_no_command_from_a_blueprint(findings: list[Diagnostic], hostile: str) -> None:
    attacked = [
        replace(each, message=each.message + hostile, hint=hostile, place=replace(each.place, file=f"a{hostile}"))
        for each in findings
    ]
    report = Report.of(attacked)
    lines = as_azure_devops(report).split("\n")
    assert lines.pop() == ""
    for line, finding in zip(lines, report.findings, strict=True):
        name, properties, text = obeyed(line)
        assert name == "task.logissue"
        assert line.startswith("##vso[")
        assert properties["type"] == ("error" if finding.severity is Severity.ERROR else "warning")
        assert properties["sourcepath"] == finding.place.file
        assert properties["code"] == finding.code
        note = "Note: " if finding.severity is Severity.NOTE else ""
        assert text.removesuffix(f"\nSource: {spelled(finding.source)}") == (
            f"{note}{spelled(finding.message)}\nHelp: {spelled(hostile)}"
        )


@given(FINDINGS, st.sampled_from(["]]></failure>", "<testcase/>", '" failures="0', "\x00\x1b\ufffe\ud800", "&lt;"]))
def test_junit_is_xml_with_a_test_for_each_finding_whatever_its_text(findings: list[Diagnostic], hostile: str) -> None:
    report = Report.of(replace(each, message=each.message + hostile, path=each.path + hostile) for each in findings)
    (suite,) = ElementTree.fromstring(as_junit(report))  # noqa: S314 - our own
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    assert suite.get("tests") == str(max(1, len(report.findings)))
    assert suite.get("failures") == str(len(errors)) == str(len(suite.findall("testcase/failure")))
    assert [case.tag for case in suite] == ["testcase"] * max(1, len(report.findings))
    told = [each.get("message") for each in suite.findall("testcase/failure")]
    assert told == [f"{each.code}: {visible(each.message)}" for each in errors]


def test_junit_says_of_a_case_that_it_failed_was_skipped_or_passed_with_a_warning() -> None:
    warning = replace(MISSPELT, severity=Severity.WARNING)
    cases = [
        Case(name="parity", group="fraud", findings=(MISSPELT, warning)),
        Case(name="hardening", group="fraud", findings=(warning,)),
        Case(name="budgets", group="fraud", skipped="--package leaves it out"),
    ]
    (suite,) = ElementTree.fromstring(as_junit(Report(), "check", cases))  # noqa: S314 - our own
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    failed, passed, skipped = suite
    assert [each.tag for each in failed] == ["failure", "system-out"]
    assert "banks/a bank.yaml:1:21 hub.subscription" in str(failed[0].text)
    assert [each.tag for each in passed] == ["system-out"]
    assert [(each.tag, each.get("message")) for each in skipped] == [("skipped", "--package leaves it out")]


@given(st.text(), st.sampled_from(["##vso[task.complete result=Succeeded;]", "##[error]x", "::stop-commands::x"]))
def test_text_in_the_log_of_a_pipeline_is_no_command(before: str, command: str) -> None:
    hostile = f"{'w ' * 60}{command} {before} {command}"
    finding = Diagnostic(code="XYZ01", message=hostile, place=Place(FILE, 1, 1), value=command, hint=hostile)
    for width in (40, 120):
        printed = as_text(Report.of([finding]), {FILE: hostile}, False, width)
        assert "##vso[" not in printed
        assert "##[" not in printed
        assert not any(line.lstrip().startswith("::") for line in printed.split("\n"))
