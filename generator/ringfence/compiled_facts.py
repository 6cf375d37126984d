"""Reads the YAML of `templates/` from `templates/compiled.json`, where each file stands as JSON beside its hash.

The YAML files are the source: they have comments, and people write them. The pure YAML parser takes longer for all of
them than the rest of `validate`, so their data stands in one file that `python -m tests.compiled_facts` writes. A text
is looked up by its own hash, so an edited YAML file is parsed, never taken from an older state.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ringfence.assets import root

FILE = "compiled.json"
"""The name of the compiled file in `templates/`."""
_FOLDERS = ("access", "network", "purposes", "risks", "services")


def facts_of(text: str) -> Any:
    """The data of a YAML text: from the compiled file when it holds this very text, else parsed."""
    known = _compiled()
    digest = _digest(text)
    return known[digest] if digest in known else _parsed(text)


def compiled(templates: Path) -> str:
    """The text of the compiled file for a folder of templates, a line a YAML file, in the order of their paths.

    Raises ValueError for YAML that JSON cannot hold, such as a date or a key that is a number.
    """
    files = sorted(file for folder in _FOLDERS for file in (templates / folder).rglob("*.yaml"))
    lines = [_line(file.relative_to(templates).as_posix(), file.read_text("utf-8")) for file in files]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _line(path: str, text: str) -> str:
    data = _parsed(text)
    line = json.dumps({"path": path, "sha256": _digest(text), "data": data}, ensure_ascii=False, default=str)
    if json.loads(line)["data"] != data:
        raise ValueError(f"{path} holds what JSON cannot: put dates in quotes, and make every key a text")
    return line


@cache
def _compiled() -> dict[str, Any]:
    """The data of every compiled file by the hash of its text; empty where nothing is compiled."""
    file = root() / "templates" / FILE
    rows = json.loads(file.read_text("utf-8")) if file.is_file() else []
    return {row["sha256"]: row["data"] for row in rows}


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def _parsed(text: str) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - not needed where everything is compiled

    return YAML(typ="safe", pure=True).load(text)
