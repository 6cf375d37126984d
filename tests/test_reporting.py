"""People see the line, programs read the fields, and nothing in a blueprint can touch the terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ringfence.diagnostics import Diagnostic, Place, Report, Severity
from ringfence.pipeline import examine
from ringfence.reporting import as_github, as_json, as_sarif, as_text, visible
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
    described = {finding.code: ("What is wrong.", "What is right.") for finding in findings[1:]}
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
