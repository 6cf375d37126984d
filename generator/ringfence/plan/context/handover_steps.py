"""What people do by hand for the services of a package, as their folders say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ringfence.catalog.spec import Service
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.package import HandoverStep


def handover_steps(
    package: PackageContext, services: Iterable[Service], asked: Collection[str] = ()
) -> tuple[HandoverStep, ...]:
    """The steps of these services, in order of kind and of their folders, as far as `asked` has their options."""
    return tuple(
        HandoverStep(
            step=row.step,
            before=row.before,
            because=package.context.because_of(row, row.why, package.at),
        )
        for service in services
        for row in service.handover
        if not row.when or row.when in asked
    )
