"""Which workload blocks a cloud can have: those whose private endpoints have documented DNS zones there."""

from __future__ import annotations

from functools import cache

from ringfence.catalog.part import Cloud
from ringfence.catalog.read import purposes, services
from ringfence.catalog.tables import private_links

DNS_ZONES = "azure-docs private-link/private-endpoint-dns.md (2025-08-04; China: edition of 2023-10-11)"
"""The page that lists the private DNS zones of each cloud."""
ZONES_UNKNOWN = "no source lists all private DNS zones that it needs"


@cache
def with_zones(cloud: Cloud) -> tuple[str, ...]:
    """The workload blocks whose services, those on request left out, have every private DNS zone in a cloud."""
    return tuple(one.key for one in purposes().values() if _documented(one.purpose, cloud))


@cache
def without_zones(cloud: Cloud) -> tuple[str, ...]:
    """The workload blocks that a cloud cannot have."""
    return tuple(one.key for one in purposes().values() if not _documented(one.purpose, cloud))


def _documented(purpose: str, cloud: Cloud) -> bool:
    chosen = (one for one in services().values() if purpose in one.purposes and not one.asked)
    links = (private_links()[one.target_type(spec), spec.group] for one in chosen for spec in one.endpoints)
    return all(cloud in link.zones for link in links)
