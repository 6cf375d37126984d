"""Where Azure takes no new firewall: regions and physical zones, by tier, as of a date."""

from __future__ import annotations

from functools import cache

from ringfence.catalog.files import table
from ringfence.catalog.part import Spec

ZONES = (1, 2, 3)
"""The zones of a region that has zones."""


class Closed(Spec):
    """A place that takes no new firewall of these tiers: a physical zone, or the whole region without one.

    `until` is when Microsoft estimates that it opens, an ISO 8601 date; '' where it does not say.
    """

    region: str
    tiers: tuple[str, ...]
    zone: int | None = None
    until: str = ""


@cache
def _closed() -> tuple[Closed, ...]:
    return tuple(Closed.model_validate(row) for row in table("firewall-capacity")["closed"])


def source() -> str:
    """The page that lists these places, with its date."""
    return str(table("firewall-capacity")["source"])


def closed_region(region: str, tier: str) -> bool:
    """Whether a region takes no new firewall of the tier at all."""
    return any(row.region == region and row.zone is None and tier in row.tiers for row in _closed())


def closed_zones(region: str, tier: str) -> tuple[int, ...]:
    """The physical zones of a region that take no new firewall of the tier."""
    return tuple(row.zone for row in _closed() if row.region == region and row.zone and tier in row.tiers)


def open_zones(region: str, tier: str) -> tuple[int, ...]:
    """The zones of a region that are left for the tier, as if the subscription numbered them as Azure does."""
    closed = closed_zones(region, tier)
    return tuple(zone for zone in ZONES if zone not in closed)
