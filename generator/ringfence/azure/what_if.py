"""`ringfence what-if`: previews every chosen package, the connectivity package first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ringfence.azure.az import Az
from ringfence.azure.folder import Estate
from ringfence.azure.preview.answer import Kind
from ringfence.azure.preview.coverage import Predicted, predictions
from ringfence.azure.preview.run import Look, look
from ringfence.pack.runbook import commands
from ringfence.plan.model.package import Package, Plan

Say = Callable[[str], None]


def previews(az: Az, estate: Estate, jobs: int, say: Say) -> tuple[Look, ...]:
    """A look at every package, in order of deployment."""
    ids = predictions(estate.folder, estate.plan)
    firewall = commands.firewall_of(estate.plan).resource.id
    found: list[Look] = []
    for wave in estate.waves:
        alone = any(_creates(each, firewall) for each in found)
        found += side_by_side(az, estate.plan, wave, ids, jobs, say, alone=alone)
    return tuple(found)


def side_by_side(
    az: Az, plan: Plan, packages: Sequence[Package], ids: Predicted, jobs: int, say: Say, *, alone: bool = False
) -> list[Look]:
    """A look at each of some packages, so many at a time; for `ids` and `alone` see `look`."""

    def task(package: Package) -> Look:
        say(f"{package.name}: what-if")
        return look(az, plan, package, ids, say, alone=alone)

    return az.each(jobs, task, packages)


def _creates(look: Look, resource: str) -> bool:
    """Whether a deployment would create this resource, so that it is not there yet."""
    return any(
        judged.kind is Kind.CREATE and judged.change.resource.lower() == resource.lower() for judged in look.changes
    )
