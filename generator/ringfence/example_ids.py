"""The ids that stand in the shipped starting points: made up, so no institution has a tenant or group of that id."""

from __future__ import annotations

import re
from functools import cache

from ringfence.assets import starting_points

MADE_UP = "00000000-0000-4000-8000-{:012}"
"""What the blank beginning has in place of an id that was not given."""
_GUID = re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])")


@cache
def example_ids() -> frozenset[str]:
    """Every id of every starting point in lower case, those in comments and inside resource ids too."""
    return frozenset(found for file in starting_points().values() for found in _ids(file.read_text("utf-8")))


def examples_in(text: str) -> tuple[str, ...]:
    """The ids in a text that came with a starting point, in lower case, sorted, each once."""
    return tuple(sorted({found for found in _ids(text) if found in example_ids() or found.startswith(MADE_UP[:24])}))


def _ids(text: str) -> list[str]:
    return _GUID.findall(text.lower())
