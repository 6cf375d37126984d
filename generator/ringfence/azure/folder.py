"""A generated folder that may go to Azure: its plan, and nothing in it that somebody edited since the review."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ringfence.azure.waves import Wave, waves
from ringfence.check import manifest
from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.example_ids import examples_in
from ringfence.plan.model.package import Package, Plan


@dataclass(frozen=True, slots=True)
class Estate:
    """A folder, its plan, and the packages of it that were asked for, in waves."""

    folder: Path
    plan: Plan
    waves: tuple[Wave, ...]

    @property
    def packages(self) -> tuple[Package, ...]:
        """The packages that were asked for, in order of deployment."""
        return tuple(package for wave in self.waves for package in wave)


def estate(folder: Path, only: Collection[str] = ()) -> Estate:
    """Read a folder. Raises Rejected: MAN01 for edited files, MAN02 for a plan of another version, PKG01 for a name."""
    plan = manifest.plan_of(folder)
    report = Report.of((*manifest.untouched(folder), *manifest.version(folder)))
    if not report.ok:
        raise Rejected(report)
    return Estate(folder, plan, waves(plan, only))


def no_examples(estate: Estate) -> None:
    """Raise Rejected (AZU22) when the plan has ids that came with a starting point."""
    place = estate.folder / manifest.PLAN
    if left := examples_in(place.read_text("utf-8")):
        finding = Diagnostic(
            code="AZU22",
            message=f"the plan has ids that came with a starting point: {', '.join(left)}",
            place=Place(str(place)),
            value=left[0],
            hint=f"`ringfence generate BLUEPRINT -o {estate.folder}` notes the line of each (NTE06); replace them there"
            " and run it again",
            source="rule of the house: an example's id is of no tenant, subscription, group or person of yours",
        )
        raise Rejected(Report.of([finding]))
