"""Waivers: findings of the second opinion that stand, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from tests.second_opinion.checkov import Finding

Text = Annotated[str, Field(min_length=1)]


class Waiver(BaseModel):
    """A check that is not followed for resources of a type whose name fits a pattern (`*` is any text)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    check: Text
    type: Text
    name: Text
    reason: Text
    source: Text

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is waived by this."""
        return finding.check == self.check and fnmatchcase(finding.resource, f"{self.type}.{self.name}")


def read(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; fails on a key or value that does not belong there."""
    return TypeAdapter(tuple[Waiver, ...]).validate_python(
        YAML(typ="safe", pure=True).load(path.read_text("utf-8")), strict=False
    )


def open_findings(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> list[Finding]:
    """Findings that no waiver covers."""
    return [finding for finding in findings if not any(waiver.covers(finding) for waiver in waivers)]


def idle(findings: Sequence[Finding], waivers: Iterable[Waiver]) -> list[Waiver]:
    """Waivers that cover nothing: the finding was fixed, or the pattern is wrong."""
    return [waiver for waiver in waivers if not any(waiver.covers(finding) for finding in findings)]
