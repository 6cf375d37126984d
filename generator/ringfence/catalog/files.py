"""Reads the files of `templates/` that hold facts, as plain data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ringfence.assets import root

Row = dict[str, Any]


def parsed(file: Path) -> Any:
    """The data of a YAML file."""
    return YAML(typ="safe", pure=True).load(file.read_text("utf-8"))


@cache
def table(name: str) -> Any:
    """A table of `templates/facts/`, as parsed JSON."""
    return json.loads((root() / "templates" / "facts" / f"{name}.json").read_text("utf-8"))
