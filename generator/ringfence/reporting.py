"""Every stage: prints a report for people (text), for programs (JSON), for scanners (SARIF)
and for pull requests (GitHub)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import quote

from ringfence import __version__
from ringfence.columns import PAGE, length, wrapped
from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.secrets import holds_secret, shows_secret

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
# What begins at a place: a quoted text, or everything up to what ends a plain word of YAML.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^\s,\]}]+')
_DRIVE = re.compile(r"[A-Za-z]:/")
_GUTTER = len("     1 | ")
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_DIM = "2"
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_text(report: Report, sources: Mapping[str, str], color: bool, width: int = PAGE) -> str:
    """The findings with the lines they are about, and a count; '' for an empty report.

    `sources` holds the text of each file that findings name; without it the line is not shown. Characters of the
    input that a terminal would obey are spelled out, so a blueprint cannot write to the reader's screen. Lines wrap
    between words at `width`; of a longer line of a file the part around the place is shown.
    """
    blocks = [_block(finding, sources, color, width) for finding in report.findings]
    return "\n\n".join([*blocks, _count(report)]) + "\n" if blocks else ""


def as_json(report: Report) -> str:
    """The findings as JSON, one object each, with `ok` on top, and `waiting` where checks wait; ASCII only."""
    waiting = {"waiting": report.waiting} if report.waiting else {}
    findings = [_plain(each) for each in report.findings]
    return json.dumps({"ok": report.ok, **waiting, "findings": findings}, indent=2) + "\n"


def as_github(report: Report) -> str:
    """The findings as annotations that GitHub shows in a pull request, one line each; '' for an empty report.

    Source: GitHub documentation, Workflow commands for GitHub Actions, "Setting an error message".
    """
    return "".join(f"{_annotation(finding)}\n" for finding in report.findings)


def as_sarif(report: Report, described: Mapping[str, tuple[str, str]] | None = None) -> str:
    """The findings as SARIF 2.1.0, which code scanners show beside the line; ASCII only.

    `described` says of codes what is wrong and how to fix it; scanners show it beside the rule.
    Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0, sections 3.19 (tool), 3.27 (result), 3.49.
    """
    rules = sorted({finding.code for finding in report.findings})
    driver = {"name": "ringfence", "version": __version__, "rules": [_rule(rule, described or {}) for rule in rules]}
    results = [_result(finding, rules.index(finding.code)) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def visible(text: str) -> str:
    """A text in which every character that is not meant to be seen (controls, bidirectional marks) is spelled out."""
    if text.isprintable():  # which no character of the categories below is
        return text
    return "".join(_spelled(each) if unicodedata.category(each) in _UNSEEN else each for each in text)


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _block(finding: Diagnostic, sources: Mapping[str, str], color: bool, width: int) -> str:
    severity = finding.severity
    lines = _labelled("", f"{severity.value}[{finding.code}]", finding.message, _COLOURS[severity], color, width)
    lines += _where(finding, width)
    lines += _excerpt(finding, sources, color, width)
    for label, text in (("help:", finding.hint), ("source:", finding.source)):
        if text:
            lines += _labelled("  ", label, text, _DIM, color, width)
    return "\n".join(lines)


def _labelled(indent: str, label: str, text: str, paint: str, color: bool, width: int) -> list[str]:
    """A painted label and a text that wraps below itself."""
    first, *more = wrapped(f"{indent}{label} {visible(text)}", width, "    ")
    return [first.replace(label, _painted(label, paint, color), 1), *more]


def _where(finding: Diagnostic, width: int) -> list[str]:
    """The place and the path, side by side where there is room."""
    value = f" = {finding.value}" if finding.value and finding.path else ""
    parts = [visible(part) for part in (str(finding.place), f"{finding.path}{value}") if part]
    side = f"  {'   '.join(parts)}".rstrip()
    if length(side) <= width:
        return [side]
    return [line for part in parts for line in wrapped(f"  {part}", width, "    ")]


def _excerpt(finding: Diagnostic, sources: Mapping[str, str], color: bool, width: int) -> list[str]:
    """The line at the place of a finding, and carets below what it is about."""
    place = finding.place
    lines = _LINE_BREAK.split(sources.get(place.file, "").removeprefix("\ufeff"))
    if not 1 <= place.line <= len(lines) or place.file not in sources:
        return []
    line, start = lines[place.line - 1], max(place.column - 1, 0)
    if holds_secret(finding.path) or shows_secret(line):
        return []
    end = _end(line, start, finding.value)
    widest = max(width - _GUTTER, 1)
    # Of a long line only what surrounds the place is shown: all of what it is about where that has room.
    left = max(0, min(start - widest // 2, len(line) - widest), end - widest) if len(line) > widest else 0
    left = min(left, start)
    before, token, after = (visible(part) for part in (line[left:start], line[start:end], line[end : left + widest]))
    token = token[:widest]
    carets = "^" * max(1, length(token.removesuffix(":")))
    gutter = _painted(f"{place.line:>6} |", _DIM, color), _painted("       |", _DIM, color)
    return [
        f"{gutter[0]} {before}{token}{after}".rstrip(),
        f"{gutter[1]} {' ' * length(before)}{_painted(carets, _COLOURS[finding.severity], color)}",
    ]


def _end(line: str, start: int, value: str) -> int:
    """Where that which a finding is about ends: the value if it stands there as it is, or else one word."""
    if value and line.startswith(value, start):
        return start + len(value)
    word = _TOKEN.match(line, start)
    return word.end() if word else start + 1


def _painted(text: str, paint: str, color: bool) -> str:
    return f"\x1b[{paint}m{text}\x1b[0m" if color else text


def _count(report: Report) -> str:
    found = [(each, sum(finding.severity is each for finding in report.findings)) for each in Severity]
    counted = ", ".join(f"{number} {each.value}{'s' if number > 1 else ''}" for each, number in found if number)
    return f"{counted}; {report.waiting} checks of the plan wait for these" if report.waiting else counted


def _plain(finding: Diagnostic) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "path": finding.path,
        "value": finding.value,
        "hint": finding.hint,
        "source": finding.source,
    }


def _annotation(finding: Diagnostic) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": finding.code}
    given = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{_LEVELS[finding.severity]} {given}::{_escaped(_whole(finding), _MESSAGE)}"


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return visible("".join(escapes.get(character, character) for character in text))


def _whole(finding: Diagnostic) -> str:
    """Message, help and source as one text of several lines."""
    parts = (finding.message, finding.hint and f"Help: {finding.hint}", finding.source and f"Source: {finding.source}")
    return "\n".join(part for part in parts if part)


def _rule(code: str, described: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    if code not in described:
        return {"id": code}
    what, fix = described[code]
    return {"id": code, "shortDescription": {"text": what}, "help": {"text": fix}}


def _result(finding: Diagnostic, rule: int) -> dict[str, object]:
    identity = f"{finding.code}\0{finding.place.file}\0{finding.path}\0{finding.value}"
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _whole(finding)},
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
