"""Everything in a package that a row of the review can be about."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.export.lines.networks import of_network
from ringfence.export.lines.services import of_service, ways_out
from ringfence.export.lines.thing import Thing, called, property_of
from ringfence.pack.review.constants import constants
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package
from ringfence.plan.model.written.inventory import held, resources


def things(package: Package) -> Iterator[Thing]:
    """Each resource by its name and by its type, what resources hold, and the properties that must hold for them."""
    for resource in resources(package):
        yield called(resource, text(resource.name))
        yield Thing(names=(resource.type, resource.api), made=resource)
    for module in package.modules:
        for value in held(module):
            yield from of_network(value)
            yield from of_service(value)
        yield from ways_out(module)
    for resource, item in constants(package):
        yield property_of(text(resource.name), resource, item.path)
