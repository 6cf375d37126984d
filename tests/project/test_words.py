"""Words that hide who acts: pages, facts and docstrings do without them; what is left may only become less."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.marked import ROOT
from tests.project.test_house import tracked

DIALECT = re.compile(r"\b(?:nobody|whoever|of its own|of their own|said aloud|is to be)\b", re.IGNORECASE)
LEFT = {
    "blueprints": 4,
    "docs/language.md": 3,
    "generator/ringfence/blueprint": 1,
    "generator/ringfence/cli.py": 1,
    "generator/ringfence/console.py": 1,
    "generator/ringfence/plan": 19,
    "generator/ringfence/start/services.py": 1,
    "templates": 20,
}
"""How many there may be below a path: lower a number or remove its row, never raise one. Everywhere else: none."""
PLACES = [*sorted(LEFT, key=len, reverse=True), ""]


def prose(path: Path) -> str:
    """What people read in a file: a page or facts as they stand, the docstrings of a module."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    kinds = (ast.Module, ast.FunctionDef, ast.ClassDef)
    return "\n".join(ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds))


def read() -> Iterator[Path]:
    """Every page and fact that is ours, and every module of the generator."""
    for path in tracked():
        room = path.relative_to(ROOT).parts[0]
        ours = path.suffix in {".md", ".yaml"} and room not in {"out", "tests"}
        if ours or (path.suffix == ".py" and room == "generator"):
            yield path


@cache
def counted() -> Counter[str]:
    """How many such words there are, by the row that allows them, '' where none does."""
    found: Counter[str] = Counter()
    for path in read():
        name = path.relative_to(ROOT).as_posix()
        row = next(place for place in PLACES if name == place or name.startswith(f"{place}/") or not place)
        found[row] += len(DIALECT.findall(prose(path)))
    return found


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place or "everywhere else")
def test_words_that_hide_who_acts_become_less(place: str) -> None:
    assert counted()[place] <= LEFT.get(place, 0), "name the actor: the network team, Azure, these packages"
