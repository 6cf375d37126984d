"""Which folder a Databricks workspace comes from: with or without back-end private link."""

from __future__ import annotations

from ringfence.catalog.read import services
from ringfence.catalog.spec import Service
from ringfence.plan.zones.hooks import PurposeHooks
from ringfence.plan.zones.zone_context import ZoneContext

PRIVATE, FRONT_END = "backEndPrivateLink", "databricks-front-end"


def _lead(zone: ZoneContext, lead: Service) -> Service:
    return lead if PRIVATE in zone.asked else services()[FRONT_END]


HOOKS = PurposeHooks(lead=_lead)
