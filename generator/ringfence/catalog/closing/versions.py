"""What must close about API versions: each pin is the one of the policy, or names why it is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ringfence.catalog.api_pin import ApiPin, ApiPins
from ringfence.catalog.api_versions import ApiVersions, api_versions, by_age, dated
from ringfence.catalog.fault import Fault
from ringfence.catalog.files import parsed
from ringfence.catalog.spec import Kind, Service

_At = tuple[str | int, ...]
_POLICY = "docs/contributor.md, API versions, has the policy"


def faults(services: Mapping[str, Service], kinds: Iterable[Kind], templates: Path) -> Iterator[Fault]:
    """Pins that break the policy, in folders of services and among the kinds without a folder.

    A type that `api-versions.json` does not list is not judged, and a pin only in the folder that writes it.
    """
    known = api_versions()
    for index, kind in enumerate(kinds):
        for at, message in _faults(kind.api, [kind.type], known):
            file = templates / "network" / "kinds.yaml"
            yield Fault(file, (index, "api", *at), f"{kind.kind}: {message}", _POLICY)
    for service in services.values():
        types = [service.type, *(child.type for child in service.children)]
        file = templates / "services" / service.kind / "service.yaml"
        for at, message in _faults(service.api, types, known):
            if "api" in parsed(file):
                yield Fault(file, ("api", *at), message, _POLICY)


def _faults(pins: ApiPins, types: list[str], known: ApiVersions) -> Iterator[tuple[_At, str]]:
    """What is wrong with the pins of a type, which its children share: the path below `api`, and what it is."""
    several = len(pins.by_cloud) > 1
    for cloud, pin in pins.by_cloud:
        at: _At = (cloud,) if several else ()
        for type_ in dict.fromkeys(types):
            if type_ in known.types and pin.version not in known.types[type_]:
                yield at, f"Bicep knows no API version {pin.version} of {type_}"
        if cloud != "AzureCloud" and not pin.source:
            yield at, f"a version for {cloud} alone needs a source that says why"
        if cloud == "AzureCloud" and types[0] in known.types and pin.version in known.types[types[0]]:
            yield from ((at, message) for message in _against_policy(types[0], pin, known))


def _against_policy(type_: str, pin: ApiPin, known: ApiVersions) -> Iterator[str]:
    chosen = by_age(known.types[type_], known)
    if pin.because:
        if dated(pin.version) <= dated(chosen):
            yield f"API version {chosen} of {type_} is old enough, so '{pin.because}' is no reason for {pin.version}"
    elif pin.version != chosen:
        wanted = f"the newest stable one of {type_} that is {known.months} months old on {known.asOf}"
        yield f"the API version is {pin.version}; {chosen} is {wanted}"
