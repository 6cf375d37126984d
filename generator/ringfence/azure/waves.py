"""The order of packages: that of the plan, in waves of one purpose, each of which needs the waves before it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.plan.model.package import Package, Plan

Wave = tuple[Package, ...]


def waves(plan: Plan, only: Collection[str] = ()) -> tuple[Wave, ...]:
    """The chosen packages (all when none is named) in waves: connectivity, then landing zones, purpose by purpose.

    The plan orders packages by what they stand on, and those of one purpose name nothing of each other, so a wave may
    be deployed side by side. Raises Rejected (PKG01) for a name that no package has.
    """
    names = [package.name for package in plan.packages]
    if unknown := sorted(set(only) - set(names)):
        hint = f"The plan has {', '.join(names)}."
        raise Rejected(
            Report.of(
                Diagnostic(code="PKG01", message=f"there is no package {name}", place=Place("plan.json"), hint=hint)
                for name in unknown
            )
        )
    chosen = [package for package in plan.packages if not only or package.name in only]
    return tuple(tuple(wave) for _, wave in groupby(chosen, key=lambda package: package.purpose))
