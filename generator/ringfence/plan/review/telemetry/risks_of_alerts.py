"""Accepted risks of packages without alerts: what fails is in logs and metrics, and reaches no mailbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.read import kinds
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Risk
from ringfence.plan.model.written.inventory import resources

SOURCE = "Azure/azure-monitor-baseline-alerts patterns/alz (2026-05-26)"


def alerts(context: BlueprintContext, packages: Iterable[Package]) -> Iterator[Risk]:
    """A risk of the hub where no package has alerts, else one of each package without."""
    silent = [one for one in packages if not any(module.alerts for module in one.modules)]
    receivers = context.blueprint.monitoring.alerts.receivers
    for package in silent if receivers else silent[:1]:
        yield _unwatched(context, package) if not _watched(package) else _unheard(context, package, bool(receivers))


def _watched(package: Package) -> bool:
    """Whether folders name a metric of what a package has."""
    return any(kinds()[resource.kind].alerts for resource in resources(package))


def _unheard(context: BlueprintContext, package: Package, others: bool) -> Risk:
    at = (*ALERTS_AT, "receivers")
    why = context.because("The blueprint names no mailbox for alerts of this package.", at, source=SOURCE)
    return Risk(
        package=package.name,
        name="failures reach no mailbox" if others else "failures reach no mailbox, in any package",
        remedy="Name a receiver under monitoring.alerts, or let a monitoring of the institution watch the metrics.",
        because=why,
    )


def _unwatched(context: BlueprintContext, package: Package) -> Risk:
    text = "Its logs go to Log Analytics; no metric of what the package has is among those that are watched."
    return Risk(
        package=package.name,
        name="failures reach no mailbox: no metric is watched",
        remedy="Let a monitoring of the institution query the logs of the package.",
        because=context.because(text, ALERTS_AT),
    )
