"""The sentences that Azure stores: a change of one is a change of the resource, and a line of each what-if.

Who changes one says so in CHANGELOG.md, then runs `pytest tests/project/test_deployed_texts.py --snapshot-update`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pytest_snapshot.plugin import Snapshot

ROOT = Path(__file__).parents[2]
STORED = ("description", "notes")


def texts(value: Any) -> Iterator[str]:
    """Every description and note in a predicted resource."""
    if isinstance(value, dict):
        yield from (text for key in STORED if isinstance(text := value.get(key), str))
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def test_deployed_texts_are_as_released(snapshot: Snapshot) -> None:
    found: set[str] = set()
    for file in ROOT.glob("out/*/packages/*/snapshot.json"):
        rows = json.loads(file.read_text("utf-8"))["predictedResources"]
        found |= {text for row in rows for text in texts(row.get("properties", {}))}
    assert found
    snapshot.snapshot_dir = Path(__file__).parent / "released"
    snapshot.assert_match("".join(f"{text}\n" for text in sorted(found)), "deployed-texts.txt")
