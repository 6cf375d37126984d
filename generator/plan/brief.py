"""What a planner works from: the blueprint, where its lines are, and a place to put findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from generator.blueprint.model import Blueprint
from generator.diagnostics import Diagnostic, Severity
from generator.load.places import Places
from generator.plan.model.values import Reason

Path: TypeAlias = tuple[str | int, ...]
BLUEPRINT = "the blueprint"
"""The source of a decision that the institution itself took."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A blueprint with its positions. User faults are appended to `findings`; planning goes on."""

    blueprint: Blueprint
    places: Places
    findings: list[Diagnostic] = field(default_factory=list)

    def because(self, text: str, at: Path = (), *, source: str = "", confirmed: bool = True) -> Reason:
        """A reason that points at the blueprint line of `at`; the nearest parent's when a default was taken."""
        place = self.places.at(at) if at else None
        return Reason(
            text=text,
            at=self.places.keyed(at) if at else "",
            line=place.line if place else 0,
            source=source,
            confirmed=confirmed,
        )

    def fault(
        self,
        code: str,
        message: str,
        at: Path,
        *,
        value: object = "",
        hint: str = "",
        source: str = "",
        on_key: bool = False,
    ) -> None:
        """Record an error at a blueprint path; `on_key` places it at the key that the path ends in."""
        self.findings.append(
            Diagnostic(
                code=code,
                message=message,
                place=self.places.key(at) if on_key else self.places.at(at),
                path=self.places.keyed(at),
                value=str(value),
                hint=hint,
                source=source,
                severity=Severity.ERROR,
            )
        )


@cache
def camel(*words: str) -> str:
    """A Bicep identifier from Ringfence's own words: `['storage', 'zone-group']` → `storageZoneGroup`."""
    first, *rest = [part for word in words for part in _split(word)]
    return first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)


def _split(word: str) -> Sequence[str]:
    return "".join(c if c.isascii() and c.isalnum() else " " for c in word).split()


def identifier(name: str) -> str:
    """A Bicep identifier from a name or a host of the blueprint; different names give different identifiers.

    They differ in more than case, because ARM's parameters do not know case: `a.b-c` → `a_b__c`, `*.b` → `_b`. Names
    start with a letter, labels of hosts are never empty, and neither ends in a hyphen; so nothing else ends in `_`, is
    led by `_` (a wildcard) or by `__` (a digit).
    """
    text = name.removeprefix("*").replace("-", "__").replace(".", "_")
    if text[0].isdigit():
        return f"__{text}"
    return f"{text}_" if text in _VALUES else text


_VALUES = {"true", "false", "null"}
"""Words that Bicep never reads as a name."""
