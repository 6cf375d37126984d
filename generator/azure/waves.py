"""The order of packages: what every landing zone stands on first, then the landing zones, in any order."""

from __future__ import annotations

from collections.abc import Collection

from generator.diagnostics import Diagnostic, Place, Rejected, Report
from generator.plan.model.package import Package, Plan

Wave = tuple[Package, ...]


def waves(plan: Plan, only: Collection[str] = ()) -> tuple[Wave, ...]:
    """The chosen packages (all when none is named) in waves, each of which may be deployed side by side.

    Raises Rejected (PKG01) for a name that no package has.
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
    hub = tuple(package for package in chosen if package.purpose == "connectivity")
    zones = tuple(package for package in chosen if package.purpose != "connectivity")
    return tuple(wave for wave in (hub, zones) if wave)
