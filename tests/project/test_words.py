"""Words that hide who acts: pages, facts and texts of the generator do without them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.marked import ROOT
from tests.project.test_house import tracked

DIALECT = re.compile(r"\b(?:nobody|whoever|of its own|of their own|said aloud|is to be)\b", re.IGNORECASE)


def prose(path: Path) -> str:
    """What people read in a file: a page or facts as they stand, the docstrings and texts of a module."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    nodes = ast.walk(ast.parse(text))
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def read() -> Iterator[Path]:
    """Every page and fact that is ours, and every module of the generator."""
    for path in tracked():
        room = path.relative_to(ROOT).parts[0]
        ours = path.suffix in {".md", ".yaml", ".json", ".j2"} and room not in {"out", "tests"}
        if ours or (path.suffix == ".py" and room == "generator"):
            yield path


def test_words_that_hide_who_acts_are_nowhere() -> None:
    found = {path.relative_to(ROOT).as_posix(): DIALECT.findall(prose(path)) for path in read()}
    assert {path: words for path, words in found.items() if words} == {}, "name the actor: the network team, Azure"
