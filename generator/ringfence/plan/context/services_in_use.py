"""Which services a package has: those of its purpose, and of these only what its landing zone asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import import_module

from ringfence.blueprint.language.hub import Hub
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops.placed import agents_zone, stage_of
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import Node
from ringfence.catalog.names import HUB, PIPELINES
from ringfence.catalog.read import purposes, services
from ringfence.catalog.spec import Service

PROVIDERS = ("Microsoft.Authorization", "Microsoft.Insights", "Microsoft.ManagedIdentity", "Microsoft.Network")
"""Resource providers of what every package has."""
JUMP_HOST = "jumpHost"
"""The option of the hub that the machine behind its bastion is."""


def options(blueprint: Blueprint, zone: LandingZone) -> frozenset[str]:
    """The options of a landing zone: keys of its workload block and services that are set, `<key>.<key>` below one,
    `connections.<use>` for each connection that starts in it, and conditions of its purpose.

    `pipelines` is set where these act, `pipelines.<platform>` where their agents stand.

    A key is set to something when it is neither left out, nor false, nor empty.
    """
    keys = {**dict(_set(zone.workload)), **dict(_set(zone.services))}
    below = {f"{key}.{inner}": value for key, node in keys.items() for inner, value in _set(node)}
    uses = {f"connections.{one.use}" for one in blueprint.connections if one.start == zone.name}
    found = purposes()[zone.purpose].conditions
    met = {name for name, condition in found.items() if {**keys, **below}.get(condition.key) == condition.is_}
    return frozenset({*keys, *below, *uses, *met, *_of_pipelines(blueprint, zone)})


def _of_pipelines(blueprint: Blueprint, zone: LandingZone) -> Iterator[str]:
    """`pipelines` where they act, and `pipelines.<platform>` where their agents stand.

    A server of the institution's is reached by a flow of the blueprint (MLO13), and not by the hosts of GitHub.com.
    """
    stage = stage_of(blueprint, zone.name)
    if blueprint.mlops is not None and stage is not None:
        yield PIPELINES
        if agents_zone(blueprint, stage) == zone.name and not blueprint.mlops.repository.elsewhere:
            yield f"{PIPELINES}.{blueprint.mlops.platform}"


def _set(node: object) -> Iterator[tuple[str, object]]:
    """The keys of a node with what they are set to."""
    if isinstance(node, Node):
        for name, field in type(node).model_fields.items():
            if value := getattr(node, name):
                yield field.alias or name, value


@cache
def _of(purpose: str) -> tuple[Service, ...]:
    """The services that packages of a purpose may have, in order of kind."""
    return tuple(service for service in services().values() if purpose in service.purposes)


def chosen(purpose: str, asked: Collection[str] = ()) -> tuple[Service, ...]:
    """The services of a purpose with these options, in order of kind."""
    return tuple(service for service in _of(purpose) if not service.asked or service.asked in asked)


def zone_services(blueprint: Blueprint, zone: LandingZone) -> tuple[Service, ...]:
    """The services of a landing zone, in order of kind."""
    return chosen(zone.purpose, options(blueprint, zone))


def hub_services(hub: Hub) -> tuple[Service, ...]:
    """The services of the connectivity package, in order of kind."""
    return chosen(HUB, {JUMP_HOST} if hub.bastion and hub.bastion.jump_host else ())


def providers(chosen: Iterable[Service], asked: Collection[str] = ()) -> tuple[str, ...]:
    """Resource providers that must be registered in the subscription of a package with these services and options."""
    found = set(PROVIDERS)
    for service in chosen:
        found |= {service.provider} - {""}
        found |= {name for option, names in service.providers.items() if option in asked for name in names}
    return tuple(sorted(found))


def words_of(service: Service, zone: LandingZone) -> tuple[str, ...]:
    """The words that tell several services of one folder apart in a package; one empty word for a single one."""
    if not service.repeats:
        return ("",)
    module, _, function = service.repeats.partition(":")
    words: tuple[str, ...] = getattr(import_module(module), function)(zone.workload)
    return words
