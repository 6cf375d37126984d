"""Every allow of a plan: security rules, firewall rules, routes, outbound rules of managed networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ringfence.pack.review.places import named_places, place, said
from ringfence.pack.text.cells import text
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Resource

EVERYTHING = "everything else"
"""Where a default route leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A security rule, firewall rule, route or outbound rule inside a resource, and the traffic it allows, in words.

    `use` is '' for a route; `by` is the next hop of a route and '' for all else. `start` and `end` are the landing
    zones that the firewall lets meet, '' where it is no such rule.
    """

    package: str
    purpose: str
    owner: Resource
    subnet: str = ""
    name: str
    use: Use | Literal[""]
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...]
    ports: tuple[str, ...] = ()
    by: str = ""
    start: str = ""
    end: str = ""

    @property
    def flow(self) -> str:
        """From where to where, on which ports."""
        targets = ", ".join(self.targets)
        if self.by:
            return f"{targets} by {self.by}"
        ports = f": {', '.join(self.ports)}" if self.ports else ""
        return f"{', '.join(self.sources)} -> {targets}{ports}"


def let_through(plan: Plan) -> Iterator[Named]:
    """Every security rule, firewall rule, route and outbound rule of a plan that allows traffic."""
    places = named_places(plan)
    for package, module in modules(plan):
        yield from _guarded(package, module, places)
        yield from _filtered(package, module, places)
        yield from _routed(package, module, places)
        yield from _managed(package, module)


def _guarded(package: Package, module: Module, places: dict[str, str]) -> Iterator[Named]:
    """What security groups allow; a group belongs to one subnet, so `*` at its own end is that subnet."""
    for group in module.security_groups:
        here = places | {"*": f"{package.name} {group.subnet}"}
        for rule in group.rules:
            if rule.access == "Allow":
                inward = rule.direction == "Inbound"
                yield Named(
                    package=package.name,
                    purpose=package.purpose,
                    owner=group.resource,
                    subnet=group.subnet,
                    name=rule.name,
                    use=rule.use,
                    sources=said(places if inward else here, rule.sources),
                    targets=said(here if inward else places, rule.destinations),
                    ports=rule.ports,
                )


def _filtered(package: Package, module: Module, places: dict[str, str]) -> Iterator[Named]:
    """What firewall rules allow."""
    for group in module.rule_groups:
        for collection in group.collections:
            for rule in collection.rules:
                yield Named(
                    package=package.name,
                    purpose=package.purpose,
                    owner=group.resource,
                    name=rule.name,
                    use=rule.use,
                    sources=said(places, rule.sources),
                    targets=said(places, (*rule.destinations, *rule.hosts)),
                    ports=rule.ports or tuple(str(each.port) for each in rule.web),
                    start=rule.start,
                    end=rule.end,
                )


def _routed(package: Package, module: Module, places: dict[str, str]) -> Iterator[Named]:
    """Where routes send traffic."""
    for table in module.route_tables:
        for route in table.routes:
            yield Named(
                package=package.name,
                purpose=package.purpose,
                owner=table.resource,
                name=route.name,
                use="",
                targets=(EVERYTHING,) if route.everything else said(places, [route.prefix]),
                by=place(places, route.leads_to),
            )


def _managed(package: Package, module: Module) -> Iterator[Named]:
    """What the outbound rules of a managed network allow."""
    for service in module.services if module.outbound_rules else ():
        for way in () if service.parent else module.outbound_rules:
            target = text(way.host or way.target).rsplit("/", 1)[-1]
            yield Named(
                package=package.name,
                purpose=package.purpose,
                owner=service.resource,
                name=way.name,
                use=way.use,
                sources=("managed network",),
                targets=(f"{target} ({way.part})" if way.part else target,),
            )
