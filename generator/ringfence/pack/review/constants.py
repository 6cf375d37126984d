"""Security facts of resources that are no services: networks, firewall, zones, compute, logs, locks.

A service carries its facts as properties in the plan. Of the other kinds, the catalogue's facts hold for each resource.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.catalog.read import facts
from ringfence.plan.model.package import Package
from ringfence.plan.model.services import Property, stated
from ringfence.plan.model.values import Resource
from ringfence.plan.model.written.inventory import resources


def constants(package: Package) -> Iterator[tuple[Resource, Property]]:
    """Each such resource with each property that must hold, reasoned by the line that caused the resource."""
    services = {service.resource.id for module in package.modules for service in module.services}
    for resource in resources(package):
        if resource.id not in services:
            yield from ((resource, item) for item in _properties(resource))


def _properties(resource: Resource) -> Iterator[Property]:
    for fact in facts(resource.kind):
        if fact.security:
            why = stated(fact, resource.because[0])
            yield Property(path=fact.path, value=fact.value, security=True, because=why)
