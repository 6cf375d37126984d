"""Every resource of a package, found in the typed values that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource, Secret

_HELD = tuple(field.name for field in fields(Module) if field.default == ())
"""Fields of a module that hold typed values, looked up once: a large plan asks for them a hundred thousand times."""


def resources(package: Package) -> Iterator[Resource]:
    """The resource groups, then what each module declares."""
    for group in package.groups:
        yield group.resource
    for module in package.modules:
        yield from declared(module)


def held(module: Module) -> Iterator[object]:
    """Every typed value of a module."""
    for name in _HELD:
        yield from getattr(module, name)


def declared(module: Module) -> Iterator[Resource]:
    """The resources of a module: any field of a typed value that is one belongs to the module's own declarations."""
    for value in held(module):
        yield from _own(value, module.name)


def _own(value: object, module: str) -> Iterator[Resource]:
    for name in ("resource", "link", "zone_group"):
        found = getattr(value, name, None)
        if isinstance(found, Resource) and found.module == module:
            yield found


def secrets(modules: Iterable[Module]) -> Iterator[Secret]:
    """Every secret that modules ask Azure to read from a key vault."""
    for module in modules:
        for value in held(module):
            yield from _secret(value)


def _secret(value: object) -> Iterator[Secret]:
    for field in fields(value) if is_dataclass(value) else ():
        part = getattr(value, field.name)
        parts = part.values() if isinstance(part, Mapping) else [part]
        yield from (each for each in parts if isinstance(each, Secret))
