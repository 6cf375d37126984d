"""Which services a package has: those of its purpose, and of these only what its landing zone asks for."""

from __future__ import annotations

from collections.abc import Collection

from generator.blueprint.model import LandingZone
from generator.catalog.read import services
from generator.catalog.spec import Service


def options(zone: LandingZone) -> frozenset[str]:
    """The keys of a landing zone that are set to something: neither left out, nor false, nor empty."""
    fields = LandingZone.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if getattr(zone, name))


def chosen(purpose: str, asked: Collection[str] = ()) -> tuple[Service, ...]:
    """The services of a purpose with these options, in order of kind."""
    return tuple(s for s in services().values() if purpose in s.purposes and (not s.asked or s.asked in asked))


def zone_services(zone: LandingZone) -> tuple[Service, ...]:
    """The services of a landing zone, in order of kind."""
    return chosen(zone.purpose, options(zone))
