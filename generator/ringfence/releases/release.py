"""release.json: what an output folder follows from beside its plan.

Two inputs of `generate` are no part of a plan: the release before this one (`--since`), and who accepted which risk
(`decisions.yaml`). What the documents need of them stands here, reduced, so that the folder can be packed again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.releases.since.since import Since

NAME = "release.json"


@dataclass(frozen=True, slots=True)
class Release:
    """What is known beside a plan; the empty one is of a first release of which nothing was decided yet.

    `since` is what the release before and this one leave and add; None where no release before was named. `accepted`
    are the decisions about risks of the plan, sorted.
    """

    since: Since | None = None
    accepted: tuple[Acceptance, ...] = ()


@cache
def _adapter() -> TypeAdapter[Release]:
    return TypeAdapter(Release)


def release_json(release: Release) -> str:
    """The text of `release.json`; `read_release` gives an equal release back."""
    return json.dumps(asdict(release), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_release(text: str | bytes) -> Release:
    """The release in the text of a `release.json`; raises ValueError for anything else."""
    return _adapter().validate_json(text)


def read_accepted(text: str | bytes) -> tuple[Acceptance, ...] | None:
    """The decisions about risks in the text of a `release.json`, of another version too; None where it has none."""
    try:
        return _decisions().validate_json(text).accepted
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class _Decided:
    accepted: tuple[Acceptance, ...]


@cache
def _decisions() -> TypeAdapter[_Decided]:
    return TypeAdapter(_Decided)
