"""What is exported: a generated folder that holds what its plan gives, and the tables of its review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ringfence.diagnostics import Rejected
from ringfence.export.matrix.tables import matrix_tables
from ringfence.pack.again import held
from ringfence.pack.review.review import tables
from ringfence.pack.review.steps import Step, steps
from ringfence.pack.review.tables import Table
from ringfence.pack.tree import scripts
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.releases.diff.source import opened, unreadable
from ringfence.releases.release import NAME as RELEASE
from ringfence.releases.release import Release, read_release


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan with its release, steps and tables, and the Bicep of its packages, text by path in the folder.

    `blueprint` is the file name of the blueprint, `approval` the digest that approvers sign.
    """

    plan: Plan
    release: Release
    blueprint: str
    approval: str
    walked: tuple[Step, ...]
    tables: tuple[Table, ...]
    bicep: Mapping[str, str]

    @property
    def with_matrix(self) -> tuple[Table, ...]:
        """The matrix with its paths, then the tables of the review."""
        return (*matrix_tables(self.plan), *self.tables)


def subject(folder: Path) -> Subject:
    """What lies in a folder; raises Rejected for one without a plan (REL01, REL02), or that was edited (MAN01, ...)."""
    source = opened(str(folder))
    try:
        plan = read_plan(source.plan)
    except ValueError as wrong:
        raise unreadable(source, wrong) from None
    found = held(folder, plan)
    if not found.ok:
        raise Rejected(found)
    release = read_release((folder / RELEASE).read_bytes())
    walked = steps(plan)
    told = tuple(tables(plan, walked, scripts(plan), release))
    return Subject(plan, release, source.said("from"), source.said("approval"), walked, told, _bicep(folder))


def _bicep(folder: Path) -> dict[str, str]:
    """The templates and parameter files of a folder, by path."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".bicep", ".bicepparam"})
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
