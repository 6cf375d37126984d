"""Accepted risks of packages without alerts: what fails is in logs and metrics, and reaches no mailbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Risk

SOURCE = "Azure/azure-monitor-baseline-alerts patterns/alz (2026-05-26)"


def alerts(context: BlueprintContext, packages: Iterable[Package]) -> Iterator[Risk]:
    """A risk of the hub where no package has alerts, else one of each package without."""
    silent = [one.name for one in packages if not any(module.alerts for module in one.modules)]
    receivers = context.blueprint.monitoring.alerts.receivers
    at = (*ALERTS_AT, "receivers")
    why = context.because("The blueprint names no mailbox for alerts of this package.", at, source=SOURCE)
    for name in silent if receivers else silent[:1]:
        yield Risk(
            package=name,
            name="failures reach no mailbox" if receivers else "failures reach no mailbox, in any package",
            remedy="Name a receiver under monitoring.alerts, or let a monitoring of the institution watch the metrics.",
            because=why,
        )
