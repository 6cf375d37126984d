"""release.json: what an output folder follows from beside its plan.

Two inputs of `generate` are no part of a plan: the release before this one (`--since`), and who accepted which risk
(`decisions.yaml`). What the documents need of them stands here, reduced, so that the folder can be packed again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache

from pydantic import TypeAdapter

NAME = "release.json"


@dataclass(frozen=True, slots=True)
class Release:
    """What is known beside a plan; the empty one is of a first release of which nothing was decided yet."""


@cache
def _adapter() -> TypeAdapter[Release]:
    return TypeAdapter(Release)


def release_json(release: Release) -> str:
    """The text of `release.json`; `read_release` gives an equal release back."""
    return json.dumps(asdict(release), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_release(text: str | bytes) -> Release:
    """The release in the text of a `release.json`; raises ValueError for anything else."""
    return _adapter().validate_json(text)
