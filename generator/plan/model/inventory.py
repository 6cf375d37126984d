"""Every resource of a package, found in the typed values that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.plan.model.package import Module, Package
from generator.plan.model.values import Resource


def resources(package: Package) -> Iterator[Resource]:
    """The resource groups, then what each module declares."""
    for group in package.groups:
        yield group.resource
    for module in package.modules:
        yield from declared(module)


def declared(module: Module) -> Iterator[Resource]:
    """The resources of a module: any field of a typed value that is one belongs to the module's own declarations."""
    for field in fields(module):
        held = getattr(module, field.name)
        for value in held if isinstance(held, tuple) else ():
            yield from _own(value, module.name)


def _own(value: object, module: str) -> Iterator[Resource]:
    for name in ("resource", "link", "zone_group"):
        found = getattr(value, name, None)
        if isinstance(found, Resource) and found.module == module:
            yield found
