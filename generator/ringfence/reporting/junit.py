"""Findings as test results: JUnit XML, which pipelines show as tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.reporting.visible import visible, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test of a suite: errors among its findings are failures; `skipped` says why it did not run."""

    name: str
    group: str
    findings: tuple[Diagnostic, ...] = ()
    skipped: str = ""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings by which it fails."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)


def as_junit(report: Report, suite: str = "ringfence", cases: Sequence[Case] | None = None) -> str:
    """A suite of tests as JUnit XML without times, for there is no clock; ASCII only, so the encoding is never guessed.

    `cases` are the tests with their findings. Without them each finding is one test; an empty report is one test that
    passed. Characters that XML 1.0 forbids are spelled out.
    Sources: Azure DevOps documentation, PublishTestResults@2, "Result formats mapping"; W3C, XML 1.0, section 2.2.
    """
    tests = tuple(cases) if cases is not None else _one_each(report)
    failed = sum(bool(each.errors) for each in tests)
    skipped = sum(bool(each.skipped) for each in tests)
    counted = f'tests="{len(tests)}" failures="{failed}" errors="0" skipped="{skipped}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {counted}>",
        f"  <testsuite name={_quoted(suite)} {counted}>",
        *(line for each in tests for line in _case(each)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _one_each(report: Report) -> tuple[Case, ...]:
    cases = tuple(Case(name=_titled(each), group=each.code, findings=(each,)) for each in report.findings)
    return cases or (Case(name="no findings", group="ringfence"),)


def _titled(finding: Diagnostic) -> str:
    return f"{finding.code} {finding.path or finding.message}"


def _case(case: Case) -> list[str]:
    head = f"    <testcase classname={_quoted(case.group)} name={_quoted(case.name)}"
    told = [each for each in case.findings if each.severity is not Severity.ERROR]
    body = [f"      <skipped message={_quoted(case.skipped)}/>"] if case.skipped else []
    body += [_failure(each) for each in case.errors]
    body += [f"      <system-out>{_text(chr(10).join(map(_placed, told)))}</system-out>"] if told else []
    return [f"{head}>", *body, "    </testcase>"] if body else [f"{head}/>"]


def _failure(finding: Diagnostic) -> str:
    message = _quoted(f"{finding.code}: {finding.message}")
    return f"      <failure type={_quoted(finding.code)} message={message}>{_text(_placed(finding))}</failure>"


def _placed(finding: Diagnostic) -> str:
    where = " ".join(part for part in (str(finding.place), finding.path) if part)
    return "\n".join(part for part in (f"{finding.severity.value}[{finding.code}] {whole(finding)}", where) if part)


def _text(text: str) -> str:
    return "\n".join(escape(visible(line)) for line in text.split("\n"))


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
