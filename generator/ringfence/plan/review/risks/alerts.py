"""Accepted risks of packages without alerts: what fails is in logs and metrics, and reaches no mailbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.read import kinds
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import Risk
from ringfence.plan.model.written.inventory import resources
from ringfence.plan.review.risks.standing import risk


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
    return risk(context, "failures-unheard", package.name, at, where="" if others else ", in any package")


def _unwatched(context: BlueprintContext, package: Package) -> Risk:
    return risk(context, "failures-unwatched", package.name, ALERTS_AT)
