"""Finds what shows a trap: a blueprint that gives its finding, a case of a test with its code, or a test by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from ringfence.pipeline import decide, examine, noted
from tests.findings_page import LATER

ROOT = Path(__file__).parents[2]
TABLES = ("CASES", "SABOTAGE")
"""What test modules call their cases."""


def given(proof: str) -> set[str] | None:
    """The codes of the findings that a proof gives; empty for a test by name, None for a proof that is not there."""
    file, _, name = proof.partition("::")
    if not name:
        return _blueprint(ROOT / "tests" / file)
    if not (ROOT / file).is_file():
        return None
    if name.startswith("test_"):
        return set() if name in _tests(file) else None
    return next((codes for called, codes in _cases(file) if called == name), None)


def _blueprint(file: Path) -> set[str] | None:
    """The codes that `validate` reports of a blueprint below `tests/`."""
    if not file.is_file():
        return None
    report = examine(file) if file.parent.name == "invalid" else noted(decide(file), LATER)
    return {finding.code for finding in report.findings}


@cache
def _tests(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    body = ast.parse((ROOT / file).read_text("utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def _cases(file: str) -> Iterator[tuple[str, set[str]]]:
    """The cases of a test module by name, with the codes that each demands; another test of that module runs them."""
    module = import_module(file.removesuffix(".py").replace("/", "."))
    for table in (getattr(module, name) for name in TABLES if hasattr(module, name)):
        if isinstance(table, Mapping):
            yield from ((name, _codes(case)) for name, case in table.items())
        else:
            yield from ((case.name, {case.code}) for case in table)


def _codes(case: object) -> set[str]:
    """The codes in a case that is a tuple: a text, or a list of texts."""
    parts = case if isinstance(case, tuple) else ()
    found = [part if isinstance(part, list) else [part] for part in parts]
    return {code for codes in found for code in codes if isinstance(code, str)}
