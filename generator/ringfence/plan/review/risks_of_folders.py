"""Accepted risks that folders of services say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.services_in_use import options, zone_services
from ringfence.plan.model.services import Risk


def folders(context: BlueprintContext) -> Iterator[Risk]:
    """What the folders of a landing zone's services say of themselves."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        asked = options(context.blueprint, zone)
        for service in zone_services(context.blueprint, zone):
            for row in service.risks:
                if not row.when or row.when in asked:
                    why = context.because_of(row, row.why, ("landingZones", index, zone.workload_key))
                    yield Risk(package=zone.name, name=row.name, remedy=row.remedy, because=why)
