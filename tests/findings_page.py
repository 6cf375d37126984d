"""Makes docs/findings.md and a page a code: `python -m tests.findings_page`; examples are files of the tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Report
from ringfence.pipeline import decide, examine, noted
from ringfence.reporting import as_text
from ringfence.start.page import pages

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FOLDER = DOCS / "findings"
LATER = date(2027, 6, 1)
"""A date after the reviews of the files in tests/noted."""
MARK = re.compile(r"\s*#! .*$", re.MULTILINE)


def found() -> Iterator[tuple[Diagnostic, str]]:
    """Every finding about a file in tests/invalid, and every note about one in tests/noted, with the file's text."""
    for file in sorted((ROOT / "tests" / "invalid").glob("*.yaml")):
        for finding in examine(file).findings:
            yield finding, file.read_text("utf-8", errors="replace")
    for file in sorted((ROOT / "tests" / "noted").glob("*.yaml")):
        for finding in noted(decide(file), LATER).findings:
            yield finding, file.read_text("utf-8")


def examples() -> dict[str, str]:
    """For each code the first example there is, without the marks that tests read."""
    shown: dict[str, str] = {}
    for finding, text in found():
        if finding.code not in shown:
            shown[finding.code] = _short(finding, MARK.sub("", text))
    return shown


def _short(finding: Diagnostic, text: str) -> str:
    """The finding as text, with the file's name instead of its path before lines wrap."""
    name, path = "bank.yaml", finding.place.file
    place = replace(finding.place, file=name)
    said = {key: getattr(finding, key).replace(path, name) for key in ("message", "hint", "value", "source")}
    told = as_text(Report.of([replace(finding, place=place, **said)]), {name: text}, color=False)
    return told.rpartition("\n\n")[0]


def main() -> None:
    """Write the index and the pages, and remove what is no page any more."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, text in pages(examples()).items():
        (DOCS / name).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
