"""`ringfence what-if`: previews every chosen package, the connectivity package first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.azure.az import Az
from generator.azure.folder import Estate
from generator.azure.looking import Look, look
from generator.azure.preview import Kind
from generator.plan.model.package import Package

Say = Callable[[str], None]


def previews(az: Az, estate: Estate, jobs: int, say: Say) -> tuple[Look, ...]:
    """A look at every package, in order of deployment."""
    found: list[Look] = []
    for wave in estate.waves:
        alone = any(each.counts[Kind.CREATE] for each in found)
        found += side_by_side(az, estate, wave, jobs, say, alone=alone)
    return tuple(found)


def side_by_side(
    az: Az, estate: Estate, packages: Sequence[Package], jobs: int, say: Say, *, alone: bool = False
) -> list[Look]:
    """A look at each of some packages, so many at a time; for `alone` see `look`."""

    def task(package: Package) -> Look:
        say(f"{package.name}: what-if")
        return look(az, estate.folder, estate.plan, package, alone=alone)

    return az.each(jobs, task, packages)
