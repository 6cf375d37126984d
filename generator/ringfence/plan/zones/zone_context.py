"""A landing zone as its planners see it."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.purpose import Purpose
from ringfence.catalog.read import purposes
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.context.services_in_use import options
from ringfence.plan.rules.nsg_rules import ZoneTraffic
from ringfence.plan.telemetry.diagnostic_settings import Sink


@dataclass(frozen=True, slots=True)
class ZoneContext:
    """A landing zone being planned: its part of the blueprint, its package, its addresses, its flows, its hub."""

    spec: LandingZone
    package: PackageContext
    layout: Layout
    traffic: ZoneTraffic
    hub: HubFacts

    @property
    def purpose(self) -> Purpose:
        """What it is for, as its purpose folder says."""
        return purposes()[self.spec.purpose]

    @property
    def asked(self) -> frozenset[str]:
        """The options that are set."""
        return options(self.package.context.blueprint, self.spec)

    @property
    def sink(self) -> Sink:
        """Where its logs go."""
        return Sink(self.hub.log_analytics_id)
