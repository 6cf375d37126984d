"""Where folders name options: what is made, let through or sized only when a key of the blueprint is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ringfence.catalog.names import Names
from ringfence.catalog.purpose import Purpose
from ringfence.catalog.spec import Service

At: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class OptionUse:
    """An option that a folder names: the file, the path in it, the purposes whose landing zones must have it."""

    file: Path
    at: At
    option: str
    purposes: tuple[str, ...]


def uses(names: Names) -> Iterator[OptionUse]:
    """Every option that a folder of a service or of a purpose names."""
    for service in names.services.values():
        for at, option in _of_service(service):
            if option and service.purposes:
                yield OptionUse(names.file(service), at, option, service.purposes)
    for purpose in names.purposes.values():
        for at, option in _of_purpose(purpose):
            if option:
                yield OptionUse(names.purpose_file(purpose), at, option, (purpose.purpose,))


def _of_service(service: Service) -> Iterator[tuple[At, str]]:
    if not service.block:
        yield ("asked",), service.asked
    for option in service.providers:
        yield ("providers", option), option
    for index, flow in enumerate(service.flows):
        yield ("flows", index, "when"), flow.when
        yield ("flows", index, "unless"), flow.unless
    for index, endpoint in enumerate(service.endpoints):
        yield ("endpoints", index, "when"), endpoint.when
    for index, target in enumerate(service.managedEndpoints.to if service.managedEndpoints else ()):
        yield ("managedEndpoints", "to", index, "when"), target.when
    for index, step in enumerate(service.handover):
        yield ("handover", index, "when"), step.when
    for index, risk in enumerate(service.risks):
        yield ("risks", index, "when"), risk.when


def _of_purpose(purpose: Purpose) -> Iterator[tuple[At, str]]:
    for symbol, identity in purpose.identities.items():
        yield ("identities", symbol, "when"), identity.when
    for role, subnet in purpose.subnets.items():
        at: At = ("subnets", role)
        yield (*at, "when"), subnet.when
        if subnet.endpointPolicy:
            yield (*at, "endpointPolicy", "when"), subnet.endpointPolicy.when
        for index, rule in enumerate(subnet.rules):
            yield (*at, "rules", index, "when"), rule.when
