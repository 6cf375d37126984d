"""Writes the tables of all keys into docs/language.md: `python -m tests.language_tables`."""

from __future__ import annotations

from ringfence.blueprint.language.model import Blueprint
from ringfence.start.language_tables import tables
from tests.marked import rewrite

PAGE, MARK = "docs/language.md", "every key"

if __name__ == "__main__":
    rewrite(PAGE, MARK, tables(Blueprint))
