"""Where a package lives: its subscription and its region, as the blueprint gives them or leaves them to defaults."""

from __future__ import annotations

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.institution import NetworkWatcher
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.tables import Region, regions
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.context.naming import Namer


def subscription(blueprint: Blueprint, name: str | None) -> str:
    """The id of a subscription, in lower case, by the name that the blueprint gives it."""
    return next(s.id for s in blueprint.subscriptions if s.name == name).lower()


def network_watcher(blueprint: Blueprint, subscription_id: str) -> NetworkWatcher:
    """Where the network watchers of the subscription with this id are."""
    return next(one.network_watcher for one in blueprint.subscriptions if one.id.lower() == subscription_id)


def zone_subscription(blueprint: Blueprint, zone: LandingZone) -> str:
    """The id of a landing zone's subscription: its own, or that of its environment."""
    environment = next(e for e in blueprint.environments if e.name == zone.environment)
    return subscription(blueprint, zone.subscription or environment.subscription)


def region(blueprint: Blueprint, wanted: str | None) -> Region:
    """The region asked for, else the hub's, else the first that data may be in."""
    return regions()[wanted or blueprint.hub.region or blueprint.regions[0]]


def hub_namer(context: BlueprintContext) -> Namer:
    """The names of the connectivity package."""
    hub = context.blueprint.hub
    seed = _seed(context, subscription(context.blueprint, hub.subscription), "connectivity")
    words = (context.blueprint.institution.code, "hub")
    return Namer(context, words, region(context.blueprint, None).short, seed, hub.names, HUB_AT)


def zone_namer(context: BlueprintContext, zone: LandingZone, at: Path) -> Namer:
    """The names of a landing zone's package."""
    seed = _seed(context, zone_subscription(context.blueprint, zone), zone.name)
    words = (context.blueprint.institution.code, zone.name)
    return Namer(context, words, region(context.blueprint, zone.region).short, seed, zone.names, at)


def _seed(context: BlueprintContext, subscription_id: str, package: str) -> str:
    return f"{context.blueprint.institution.tenant}/{subscription_id}/{package}".lower()
