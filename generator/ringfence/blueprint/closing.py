"""What must close between folders and the language: keys that folders name stand in it, and their examples validate."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic import ValidationError

from ringfence.assets import root
from ringfence.blueprint.language.connections import Use
from ringfence.blueprint.language.types import Node
from ringfence.blueprint.schema.paths import keys_at, kind
from ringfence.catalog.fault import Fault, refused
from ringfence.catalog.names import CONNECTIONS, Names
from ringfence.catalog.option_uses import OptionUse, uses
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
    found += [fault for use in uses(names) for fault in _option(use, names)]
    if found:
        raise refused(found)


def place_of(service: Service) -> Path:
    """Where the language speaks of a service; () for a service that it does not name."""
    if service.block:
        return (*_ZONE, "services", service.asked)
    if service.options:
        led = next((one for one in purposes().values() if one.lead and one.lead.service == service.kind), None)
        return (*_ZONE, led.key) if led else ()
    return tuple(0 if step == "[]" else step for step in _STEP.findall(service.key))


def _service(service: Service, names: Names) -> Iterator[Fault]:
    file, place = names.file(service), place_of(service)
    if service.key and kind(place) is None:
        yield Fault(file, ("key",), f"the language has no key '{service.key}'")
    if service.options:
        yield from _example(service, place, names)


def _example(service: Service, place: Path, names: Names) -> Iterator[Fault]:
    block = kind(place)
    if service.example is None:
        yield Fault(names.file(service), ("options",), "a folder with options has an 'example' of them")
    elif isinstance(block, type) and issubclass(block, Node):
        try:
            block.model_validate_json(json.dumps(service.example))
        except ValidationError as error:
            for each in error.errors(include_url=False):
                yield Fault(names.file(service), ("example", *each["loc"]), each["msg"].lower())


def _option(use: OptionUse, names: Names) -> Iterator[Fault]:
    """An option by name: one that folders define, or a key of the workload block of each purpose."""
    top, _, below = use.option.partition(".")
    if top == CONNECTIONS and below not in get_args(Use):
        hint = f"uses are: {', '.join(get_args(Use))}"
        yield Fault(use.file, use.at, f"a connection has no use '{below}'", hint)
    for purpose in names.of(use.purposes):
        known = names.options((purpose.purpose,))
        if top not in known and kind((*_ZONE, purpose.key, *use.option.split("."))) is None:
            keys = keys_at((*_ZONE, purpose.key))
            hint = f"options are: {', '.join(sorted({*known, *keys}))}"
            yield Fault(use.file, use.at, f"'{purpose.key}' has no option '{use.option}'", hint)
            return


def _purpose(purpose: Purpose, names: Names) -> Iterator[Fault]:
    """Keys that a purpose names stand in its workload block."""
    file, block = names.purpose_file(purpose), (*_ZONE, purpose.key)
    named: list[tuple[Path, str]] = [
        (("conditions", name, "key"), condition.key) for name, condition in purpose.conditions.items()
    ]
    for role, subnet in purpose.subnets.items():
        at: Path = ("subnets", role)
        held = subnet.size.holds if subnet.size.holds != "endpoints" else ()
        named += [((*at, "size", "holds", index, "key"), one.key) for index, one in enumerate(held) if one.key]
        named += [((*at, "size", "at"), subnet.size.at)] if subnet.size.at else []
        named += [((*at, "rules", index, "at"), rule.at) for index, rule in enumerate(subnet.rules) if rule.at]
    for path, key in named:
        if kind((*block, *key.split("."))) is None:
            yield Fault(file, path, f"the workload block '{purpose.key}' has no key '{key}'")
