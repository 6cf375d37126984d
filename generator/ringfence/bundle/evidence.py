"""Evidence that the witnesses have run: for people, for test dashboards (JUnit) and for scanners (SARIF)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from ringfence.bundle.written import as_json
from ringfence.diagnostics import Report
from ringfence.reporting import as_json as findings_as_json
from ringfence.reporting import as_sarif

FOLDER = "evidence"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a witness says of a package, or how much of a budget is used."""

    package: str
    said: str


def evidence(report: Report, records: Iterable[str], compiler: str, digest: str) -> dict[str, bytes]:
    """Files by path below the bundle: findings and what each witness said, with compiler and approval digest.

    `records` are the reports on packages as `check` prints them, in a run that ended without errors.
    """
    said = [one for record in records for one in _statements(record)]
    found = json.loads(findings_as_json(report))
    packages = {one.package: [each.said for each in said if each.package == one.package] for one in said}
    told = {"bicep": compiler, "approval": digest, **found, "packages": packages}
    return {
        f"{FOLDER}/check.json": as_json(told),
        f"{FOLDER}/junit.xml": _junit(said).encode(),
        f"{FOLDER}/results.sarif": as_sarif(report).encode(),
    }


def _statements(record: str) -> Iterator[Statement]:
    package, *lines = record.splitlines()
    yield from (Statement(package, " ".join(line.split())) for line in lines)


def _junit(said: list[Statement]) -> str:
    """Every statement as a test that has passed; without times, which would differ from run to run."""
    suites = []
    for package in dict.fromkeys(one.package for one in said):
        cases = [one.said for one in said if one.package == package]
        lines = [f"    <testcase classname={quoteattr(package)} name={quoteattr(case)}/>" for case in cases]
        counts = f'tests="{len(cases)}" failures="0" errors="0" skipped="0"'
        head = f"  <testsuite name={quoteattr(package)} {counts}>"
        suites += [head, *lines, "  </testsuite>"]
    top = f'<testsuites name="ringfence" tests="{len(said)}" failures="0" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', top, *suites, "</testsuites>"]) + "\n"
