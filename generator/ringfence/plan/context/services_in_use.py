"""Which services a package has: those of its purpose, and of these only what its landing zone asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ringfence.blueprint.language.model import Hub, LandingZone
from ringfence.catalog.read import services
from ringfence.catalog.spec import Service

PROVIDERS = ("Microsoft.Authorization", "Microsoft.Insights", "Microsoft.ManagedIdentity", "Microsoft.Network")

BACK_END = "backEndPrivateLink"
"""The option that Databricks clusters reach their control plane by private link: one choice of two, so no key."""

JUMP_HOST = "jumpHost"
"""The option of the hub that the machine behind its bastion is."""


def back_end_private(zone: LandingZone) -> bool:
    """Whether Databricks clusters reach their control plane by private link."""
    return zone.databricks is not None and zone.databricks.private_link == "full"


def options(zone: LandingZone) -> frozenset[str]:
    """The keys of a landing zone that are set to something: neither left out, nor false, nor empty; and `BACK_END`."""
    fields = LandingZone.model_fields.items()
    keys = frozenset(field.alias or name for name, field in fields if getattr(zone, name))
    return keys | {BACK_END} if back_end_private(zone) else keys


def chosen(purpose: str, asked: Collection[str] = ()) -> tuple[Service, ...]:
    """The services of a purpose with these options, in order of kind."""
    return tuple(s for s in services().values() if purpose in s.purposes and (not s.asked or s.asked in asked))


def zone_services(zone: LandingZone) -> tuple[Service, ...]:
    """The services of a landing zone, in order of kind."""
    return chosen(zone.purpose, options(zone))


def hub_services(hub: Hub) -> tuple[Service, ...]:
    """The services of the connectivity package, in order of kind."""
    return chosen("connectivity", {JUMP_HOST} if hub.bastion and hub.bastion.jump_host else ())


def providers(chosen: Iterable[Service]) -> tuple[str, ...]:
    """Resource providers that must be registered in the subscription of a package with these services."""
    own = {service.provider for service in chosen if service.provider}
    return tuple(sorted({*PROVIDERS, *own}))
