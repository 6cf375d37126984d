"""Where the catalogs of a blueprint stand."""

from collections.abc import Iterator

from ringfence.blueprint.language.lake import KEY as LAKE
from ringfence.blueprint.language.lakes.catalogs import KEY, Catalog
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.load.places import Path


def catalogs(blueprint: Blueprint) -> Iterator[tuple[Path, LandingZone, Catalog]]:
    """Every catalog with its path and the landing zone of its lake."""
    for index, zone in enumerate(blueprint.landing_zones):
        for at, catalog in enumerate(zone.data_lake.catalogs if zone.data_lake else ()):
            yield ("landingZones", index, LAKE, KEY, at), zone, catalog
