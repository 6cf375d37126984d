"""Notes about alerts: packages without a receiver, where the blueprint names receivers of others."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def unheard(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE98: where there are receivers, the hub and each landing zone have one."""
    receivers = blueprint.monitoring.alerts.receivers
    if not receivers or any(not one.landing_zones for one in receivers):
        return
    heard = {name for one in receivers for name in one.landing_zones}
    silent = ["the hub", *(zone.name for zone in blueprint.landing_zones if zone.name not in heard)]
    message = f"alerts of {', '.join(silent)} reach no mailbox"
    hint = "add a receiver without landingZones, such as the platform team"
    yield document.finding("NTE98", (*ALERTS_AT, "receivers"), message, hint=hint)
