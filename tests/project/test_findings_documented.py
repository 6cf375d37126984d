"""Every code that the generator can report stands in docs/findings.md, and a file gives each of the blueprint's."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"[A-Z]{3}\d{2}")
ROW = re.compile(r"\| ([A-Z]{3}\d{2}) \| (.+) \| (.+) \|")


def codes(folder: Path) -> set[str]:
    """The codes that stand as texts of their own in the Python files of a folder."""
    trees = [ast.parse(file.read_text("utf-8")) for file in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def rows() -> list[tuple[str, str, str]]:
    """Code, what is wrong and how to fix it, of each row of the tables."""
    lines = (ROOT / "docs" / "findings.md").read_text("utf-8").splitlines()
    return [(found[1], found[2], found[3]) for line in lines if (found := ROW.fullmatch(line))]


def test_every_code_is_documented() -> None:
    assert codes(ROOT / "generator") - {code for code, _, _ in rows()} == set()


def test_every_code_is_documented_once_and_in_whole_sentences() -> None:
    assert [code for code, count in Counter(code for code, _, _ in rows()).items() if count > 1] == []
    assert [code for code, what, fix in rows() if not (what.endswith(".") and fix.endswith("."))] == []


@pytest.mark.parametrize("stage", ["load", "blueprint"])
def test_every_code_about_the_blueprint_has_an_invalid_file_that_gives_it(stage: str) -> None:
    files = (ROOT / "tests" / "invalid").glob("*.yaml")
    given = {code for file in files for code in re.findall(r"#! ([A-Z]{3}\d{2})", file.read_text("utf-8"))}
    assert codes(ROOT / "generator" / stage) - given == set()
