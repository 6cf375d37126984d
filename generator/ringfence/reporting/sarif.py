"""Findings for code scanners: SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from ringfence import __version__
from ringfence.diagnostics import Diagnostic, Report
from ringfence.reporting.visible import whole

_DRIVE = re.compile(r"[A-Za-z]:/")
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What scanners show of a code: `what` is wrong, `why` it matters, how to `fix` it, and what it is about (`tags`).

    `severity` is a score from 0.1 to 10.0 for codes about security, and '' for all others.
    """

    what: str
    why: str
    fix: str
    tags: tuple[str, ...] = ()
    severity: str = ""


def as_sarif(report: Report, described: Mapping[str, Described] | None = None) -> str:
    """The findings as SARIF 2.1.0, which code scanners show beside the line; ASCII only.

    `described` says of codes what is wrong and how to fix it; scanners show it beside the rule. There is no `helpUri`:
    it must be an absolute address, and the pages of the codes have none.
    Sources: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, sections 3.8 (property bags), 3.19 (tool),
    3.27 (result), 3.49 (rule); GitHub documentation, SARIF support for code scanning, reportingDescriptor object
    (`properties.tags`, `properties.security-severity`).
    """
    rules = sorted({finding.code for finding in report.findings})
    driver = {"name": "ringfence", "version": __version__, "rules": [_rule(rule, described or {}) for rule in rules]}
    results = [_result(finding, rules.index(finding.code)) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, described: Mapping[str, Described]) -> dict[str, object]:
    if code not in described:
        return {"id": code}
    said = described[code]
    properties: dict[str, object] = {"tags": [*said.tags, *(["security"] if said.severity else [])]}
    return {
        "id": code,
        "shortDescription": {"text": said.what},
        "fullDescription": {"text": f"{said.what} {said.why}"},
        "help": {"text": said.fix},
        "properties": properties | ({"security-severity": said.severity} if said.severity else {}),
    }


def _result(finding: Diagnostic, rule: int) -> dict[str, object]:
    identity = f"{finding.code}\0{finding.place.file}\0{finding.path}\0{finding.value}"
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": whole(finding)},
        "partialFingerprints": {"ringfence/v1": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()},
    }
    return result | ({"locations": [_location(finding)]} if finding.place.file else {})


def _location(finding: Diagnostic) -> dict[str, object]:
    place = finding.place
    physical: dict[str, object] = {"artifactLocation": _artifact(place.file)}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(1, place.column)}
    location: dict[str, object] = {"physicalLocation": physical}
    return location | ({"logicalLocations": [{"fullyQualifiedName": finding.path}]} if finding.path else {})


def _artifact(file: str) -> dict[str, str]:
    """Where a file is: below the checkout when its name is relative, and as a file URI when it is not."""
    name = file.replace("\\", "/").removeprefix("./")
    if _DRIVE.match(name):
        return {"uri": f"file:///{quote(name, safe='/:', errors='replace')}"}
    uri = quote(name, safe="/", errors="replace")
    return {"uri": f"file://{uri}"} if name.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}
