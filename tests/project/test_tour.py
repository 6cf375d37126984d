"""The guided tour quotes the committed package: each excerpt stands in the file that its link names."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tour.md"
EXCERPT = re.compile(r"^\[`[^`]+`\]\(\.\./(\S+)\)\n\n```bicep\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def excerpts() -> list[tuple[str, str]]:
    """The file and the text of each excerpt."""
    return EXCERPT.findall(PAGE.read_text("utf-8"))


def windows(text: str, size: int) -> set[str]:
    """Every run of so many lines, without the margin they share."""
    lines = text.splitlines()
    return {dedent("\n".join(lines[start : start + size])) for start in range(len(lines) - size + 1)}


@pytest.mark.parametrize(("file", "quoted"), excerpts(), ids=lambda value: value[-40:])
def test_an_excerpt_is_what_the_file_says(file: str, quoted: str) -> None:
    assert quoted in windows((ROOT / file).read_text("utf-8"), len(quoted.splitlines()))


def test_every_kind_of_file_is_shown() -> None:
    shown = {Path(file).name for file, _ in excerpts()}
    assert {"main.bicep", "main.bicepparam", "types.bicep", "roles.bicep", "private-endpoints.bicep"} <= shown
