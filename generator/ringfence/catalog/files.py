"""Reads the files of `templates/` that hold facts, as plain data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ringfence.assets import root
from ringfence.compiled_facts import facts_of

Row = dict[str, Any]


def parsed(file: Path) -> Any:
    """The data of a YAML file."""
    return facts_of(file.read_text("utf-8"))


@cache
def table(name: str) -> Any:
    """A table of `templates/facts/`, as parsed JSON."""
    return json.loads((root() / "templates" / "facts" / f"{name}.json").read_text("utf-8"))
