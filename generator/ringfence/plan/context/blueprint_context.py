"""The blueprint as planners see it: its values, the lines they stand on, and the findings about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.part import Sourced
from ringfence.diagnostics import Diagnostic, Severity
from ringfence.load.places import Places
from ringfence.plan.model.values import Reason

Path: TypeAlias = tuple[str | int, ...]
BLUEPRINT = "the blueprint"
"""The source of a decision that the institution itself took."""


@dataclass(frozen=True, slots=True)
class BlueprintContext:
    """A blueprint with its positions. User faults are appended to `findings`; planning goes on."""

    blueprint: Blueprint
    places: Places
    findings: list[Diagnostic] = field(default_factory=list)

    def because(self, text: str, at: Path = (), *, source: str = "", check: str = "") -> Reason:
        """A reason that names a path of the blueprint; of a default, the path where a value would stand.

        With the id of a check no source confirms it.
        """
        path = self.places.keyed(at) if at else ""
        return Reason(text=text, at=path, source=source, confirmed=not check, check=check)

    def because_of(self, row: Sourced, text: str, at: Path = ()) -> Reason:
        """The same for a fact of the catalogue, whose source and check it has."""
        return replace(self.because(text, at, source=row.source, check=row.check), confirmed=row.confirmed)

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
