"""What must close between folders and the language: keys that folders name stand in it, and their examples validate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import ValidationError

from ringfence.assets import root
from ringfence.blueprint.language.model import LandingZone
from ringfence.blueprint.language.types import Node
from ringfence.blueprint.schema.paths import fields, kind
from ringfence.catalog.fault import Fault, refused
from ringfence.catalog.names import HUB, Names
from ringfence.catalog.purpose import Purpose
from ringfence.catalog.read import personas, purposes, services
from ringfence.catalog.spec import Service
from ringfence.load.places import Path

_STEP = re.compile(r"[A-Za-z]+|\[\]")
_ZONE: Path = ("landingZones", 0)


@cache
def close() -> None:
    """Raise Rejected (CAT01) when a folder names a key that the language does not have, or its example is no value."""
    names = Names(services(), purposes(), personas(), root() / "templates")
    found = [fault for service in services().values() for fault in _service(service, names)]
    found += [fault for purpose in purposes().values() for fault in _purpose(purpose, names)]
    if found:
        raise refused(found)


def place_of(service: Service) -> Path:
    """Where the language speaks of a service; () for a service that it does not name."""
    if service.options or service.switch:
        return (*_ZONE, service.asked)
    return tuple(0 if step == "[]" else step for step in _STEP.findall(service.key))


def _service(service: Service, names: Names) -> Iterator[Fault]:
    file, place = names.file(service), place_of(service)
    if service.key and kind(place) is None:
        yield Fault(file, ("key",), f"the language has no key '{service.key}'")
    if service.asked and HUB not in service.purposes and kind((*_ZONE, *service.asked.split("."))) is None:
        yield Fault(file, ("asked",), f"a landing zone has no key '{service.asked}'")
    if service.options:
        yield from _example(service, names)


def _example(service: Service, names: Names) -> Iterator[Fault]:
    block = kind((*_ZONE, service.asked))
    if service.example is None:
        yield Fault(names.file(service), ("options",), "a folder with options has an 'example' of them")
    elif isinstance(block, type) and issubclass(block, Node):
        try:
            block.model_validate(service.example)
        except ValidationError as error:
            for each in error.errors(include_url=False):
                yield Fault(names.file(service), ("example", *each["loc"]), each["msg"].lower())


def _purpose(purpose: Purpose, names: Names) -> Iterator[Fault]:
    file = names.purpose_file(purpose)
    for index, key in enumerate(purpose.keys):
        if key not in fields(LandingZone):
            yield Fault(file, ("keys", index), f"a landing zone has no key '{key}'")
    for name, condition in purpose.conditions.items():
        if kind((*_ZONE, *condition.key.split("."))) is None:
            yield Fault(file, ("conditions", name, "key"), f"a landing zone has no key '{condition.key}'")
    for role, subnet in purpose.subnets.items():
        for index, held in enumerate(subnet.size.holds if subnet.size.holds != "endpoints" else ()):
            if kind((*_ZONE, *held.key.split("."))) is None:
                at = ("subnets", role, "size", "holds", index, "key")
                yield Fault(file, at, f"a landing zone has no key '{held.key}'")
