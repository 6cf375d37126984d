"""Findings for people: text with the lines that they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ringfence.columns import PAGE, length, wrapped
from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.reporting.visible import disarmed, visible
from ringfence.secrets import holds_secret, shows_secret

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
# What begins at a place: a quoted text, or everything up to what ends a plain word of YAML.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^\s,\]}]+')
_GUTTER = len("     1 | ")
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_DIM = "2"


def as_text(report: Report, sources: Mapping[str, str], color: bool, width: int = PAGE) -> str:
    """The findings with the lines they are about, and a count; '' for an empty report.

    `sources` holds the text of each file that findings name; without it the line is not shown. Characters of the
    input that a terminal would obey are spelled out, and so are commands to the agent of a pipeline: a blueprint writes
    to neither. Lines wrap between words at `width`; of a longer line of a file the part around the place is shown.
    """
    blocks = [_block(finding, sources, color, width) for finding in report.findings]
    return disarmed("\n\n".join([*blocks, _count(report)])) + "\n" if blocks else ""


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
