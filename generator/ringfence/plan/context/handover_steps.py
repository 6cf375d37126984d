"""What people do by hand for the services of a package, as their folders say."""

from __future__ import annotations

from collections.abc import Iterable

from ringfence.catalog.spec import Service
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.package import HandoverStep


def handover_steps(package: PackageContext, services: Iterable[Service]) -> tuple[HandoverStep, ...]:
    """The steps of these services, in order of kind and of their folders."""
    return tuple(
        HandoverStep(
            step=row.step,
            because=package.context.because_of(row, row.why, package.at),
        )
        for service in services
        for row in service.handover
    )
