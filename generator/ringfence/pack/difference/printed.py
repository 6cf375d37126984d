"""A difference in the form that was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from ringfence.columns import wrapped
from ringfence.diagnostics import Report
from ringfence.pack.difference.sections import Line, about, counted, origin, parts, unexplained
from ringfence.pack.text.html import environment as html_environment
from ringfence.pack.text.markdown import environment as markdown_environment
from ringfence.releases.diff.change import Difference
from ringfence.reporting import as_json as findings_as_json
from ringfence.reporting import visible


def as_text(difference: Difference, width: int) -> str:
    """The difference for a terminal: a heading a section, a line a change; lines wrap at the width."""
    lines = [wrapped(visible(line), width, " " * 6) for line in _lines(difference)]
    return "".join(f"{line}\n" for group in lines for line in group)


def _lines(difference: Difference) -> Iterator[str]:
    yield f"{about(difference.old)} -> {about(difference.new)}"
    yield counted(difference)
    yield from filter(None, [origin(difference)])
    for part in parts(difference):
        yield ""
        yield f"{part.title} ({len(part.lines)})"
        yield from map(_line, part.lines)
    for name in difference.unexplained:
        yield f"  ? {unexplained(name)}"


def _line(line: Line) -> str:
    where = f"{line.package}: " if line.package else ""
    change = f": {line.change}" if line.change else ""
    note = f" ({line.note})" if line.note else ""
    cause = f" [{line.cause}]" if line.cause else ""
    return f"  {line.sign} {where}{line.what}{change}{note}{cause}"


def as_markdown(difference: Difference) -> str:
    """The difference as Markdown, for a pull request; every value is escaped."""
    return markdown_environment().get_template("difference.md.j2").render(**_values(difference))


def as_html(difference: Difference) -> str:
    """The difference as one page without script, style sheet or picture from elsewhere; every value is escaped."""
    return html_environment().get_template("difference.html.j2").render(**_values(difference))


def as_json(difference: Difference, report: Report) -> str:
    """The difference for programs: the two sides, the cause, each change with its fields, and findings about both."""
    told = json.loads(findings_as_json(report))
    return json.dumps({**told, **asdict(difference)}, indent=2, ensure_ascii=False) + "\n"


def printed(form: str, difference: Difference, report: Report, width: int) -> str:
    """The difference in a form: `text` for a terminal of this width, `markdown`, `html` or `json`."""
    if form == "json":
        return as_json(difference, report)
    if form == "markdown":
        return as_markdown(difference)
    return as_html(difference) if form == "html" else as_text(difference, width)


def _values(difference: Difference) -> dict[str, object]:
    return {
        "old": about(difference.old),
        "new": about(difference.new),
        "institution": difference.new.institution,
        "counted": counted(difference),
        "origin": origin(difference),
        "parts": tuple(parts(difference)),
        "unexplained": tuple(unexplained(name) for name in difference.unexplained),
    }
