"""Each file in `tests/invalid/` is one idea of a mistake, with the finding it must give written on its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.pipeline import examine

FOLDER = Path(__file__).parent / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
EXPECTED = re.compile(r"#! ([A-Z]{3}\d{2})(?: (.+?))?(?=\s*$| #! )")

Finding = tuple[int, str, str]


def expected(text: str) -> list[Finding]:
    """Line, code and keyed path of each comment `#! CODE path`."""
    lines = enumerate(text.splitlines(), 1)
    return sorted((number, found[1], found[2] or "") for number, line in lines for found in EXPECTED.finditer(line))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_invalid_blueprint_gives_exactly_the_findings_written_on_its_lines(file: Path) -> None:
    report = examine(file)
    found = [(each.place.line, each.code, each.path) for each in report.findings]
    assert sorted(found) == expected(file.read_text("utf-8"))
    assert found, "a file in tests/invalid/ must be invalid"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_finding_says_where_it_is_and_what_would_be_right(file: Path) -> None:
    for finding in examine(file).findings:
        assert finding.place.file == str(file)
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message
        assert finding.hint, f"{finding.code} {finding.message} has no hint"


def test_minimal_blueprint_that_the_invalid_ones_are_made_from_is_valid() -> None:
    assert examine(Path(__file__).parent / "blueprint" / "minimal.yaml").findings == ()


def test_there_are_at_least_thirty_invalid_blueprints() -> None:
    assert len(FILES) >= 30
