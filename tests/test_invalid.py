"""Each file in `tests/invalid/` is one idea of a mistake, with the finding it must give written on its line."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_LE, BOM_UTF32_LE
from pathlib import Path

import pytest

from ringfence.diagnostics import Diagnostic
from ringfence.pipeline import examine

FOLDER = Path(__file__).parent / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
EXPECTED = re.compile(r"#! ([A-Z]{3}\d{2})(?: (.+?))?(?=\s*$| #! )")

Finding = tuple[int, str, str]


def text_of(file: Path) -> str:
    """The text of a file, whatever its encoding; a byte that is no text becomes some letter."""
    content = file.read_bytes()
    for mark, encoding in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF32_LE, "utf-32"), (BOM_UTF16_LE, "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding)
    return content.replace(b"\0", b"").decode("utf-8", errors="replace")


def expected(file: Path) -> list[Finding]:
    """Line, code and keyed path of each comment `#! CODE path`."""
    lines = enumerate(re.split(r"\r\n|\n|\r", text_of(file)), 1)
    return sorted((number, found[1], found[2] or "") for number, line in lines for found in EXPECTED.finditer(line))


def whole(finding: Diagnostic, file: Path) -> bool:
    """Whether a finding says where in the file it is, what is wrong, and what would be right."""
    place = finding.place
    placed = place.file == str(file) and place.line >= 1 and place.column >= 1
    return placed and bool(finding.message) and bool(finding.hint)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_invalid_blueprint_gives_exactly_the_findings_written_on_its_lines(file: Path) -> None:
    findings = examine(file).findings
    found = [(each.place.line, each.code, each.path) for each in findings]
    assert sorted(found) == expected(file)
    assert found, "a file in tests/invalid/ must be invalid"
    assert [f"{each.code} {each.message}" for each in findings if not whole(each, file)] == [], "place, text or hint"


def test_minimal_blueprint_that_the_invalid_ones_are_made_from_is_valid() -> None:
    assert examine(Path(__file__).parent / "blueprint" / "minimal.yaml").findings == ()


def test_there_are_at_least_a_hundred_invalid_blueprints_each_with_an_idea_of_its_own() -> None:
    assert len(FILES) >= 100
    assert len({file.read_bytes() for file in FILES}) == len(FILES)
