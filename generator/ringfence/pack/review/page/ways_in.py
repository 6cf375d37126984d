"""Ways in: VPN users, tunnels, circuits, the bastion, what people reach, and firewalls of lakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from ringfence.pack.review.constants import constants
from ringfence.pack.review.page.ways_out import Way
from ringfence.pack.review.places import named_places, said
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Package, Plan, modules

CIRCUIT = "ExpressRoute"
"""The kind of a way in that does not cross the internet."""
PUBLIC, TRUSTED = "public endpoint", "trusted Azure services"
"""The kinds of ways in to services that answer outside of every network of the plan."""
_Reach: TypeAlias = "tuple[Sequence[object], Sequence[object], Sequence[str]]"
"""Sources, targets and ports of a rule."""


def ways_in(plan: Plan) -> tuple[Way, ...]:
    """Every way in that the packages plan, by kind."""
    return (*gateways(plan), *_bastion(plan), *_people(plan), *_instances(plan))


def gateways(plan: Plan) -> Iterator[Way]:
    """Users, tunnels and circuits that come in at gateways."""
    for package, module in modules(plan):
        for gateway in module.vpn_gateways:
            if gateway.clients:
                how = "Entra ID" if gateway.clients.entra else "certificates"
                yield Way("VPN users", package.name, f"addresses {text(gateway.clients.pool)}", f"sign-in by {how}")
        for site in module.vpn_sites:
            yield Way("VPN connection", package.name, f"tunnel to {text(site.address)}", text(site.link.name))
        for one in module.circuit_connections:
            circuit = text(one.circuit).rsplit("/", 1)[-1]
            yield Way(CIRCUIT, package.name, f"circuit {circuit}", text(one.resource.name))


def _bastion(plan: Plan) -> Iterator[Way]:
    for package in plan.packages:
        names = [text(one.resource.name) for module in package.modules for one in module.bastions]
        if names:
            yield Way("Bastion", package.name, f"{', '.join(_from(package))} to {', '.join(names)}", "Entra ID")


def _from(package: Package) -> Iterator[str]:
    """The prefixes from which people come to the sign-in page of the bastion."""
    for module in package.modules:
        for group in module.security_groups:
            if group.subnet == "bastion":
                yield from (text(rule.sources) for rule in group.rules if rule.use == "people")


def _people(plan: Plan) -> Iterator[Way]:
    """What people reach by rules of the firewall, and by security groups where none is between."""
    places = named_places(plan)
    yield from _together("Firewall", places, _by_firewall(plan))
    yield from _together("Security groups", places, _by_groups(plan, places))


def _by_firewall(plan: Plan) -> Iterator[_Reach]:
    for _, module in modules(plan):
        for group in module.rule_groups:
            for collection in group.collections:
                for rule in collection.rules:
                    if rule.use == "people":
                        yield rule.sources, (*rule.destinations, *rule.hosts), rule.ports


def _by_groups(plan: Plan, places: Mapping[str, str]) -> Iterator[_Reach]:
    """The rules of security groups; those from the firewall say what its own rules say."""
    inside = {prefix for prefix, name in places.items() if name.endswith(" firewall")}
    for _, module in modules(plan):
        for group in module.security_groups:
            for rule in group.rules:
                people = rule.use == "people" and rule.direction == "Inbound" and group.subnet != "bastion"
                if people and not inside.issuperset(map(text, rule.sources)):
                    yield rule.sources, rule.destinations, rule.ports


def _together(kind: str, places: Mapping[str, str], found: Iterable[_Reach]) -> Iterator[Way]:
    """A row for each set of sources and ports, with all that they reach."""
    reached: dict[tuple[tuple[str, ...], str], dict[str, None]] = {}
    for sources, targets, ports in found:
        held = reached.setdefault((said(places, sources), text(ports)), {})
        held.update(dict.fromkeys(said(places, targets)))
    for (named, port), to in reached.items():
        yield Way(kind, ", ".join(to), ", ".join(named), f"port {port}")


def _instances(plan: Plan) -> Iterator[Way]:
    """Resources outside every network that firewalls of lakes let in, by lake."""
    for package in plan.packages:
        named = dict.fromkeys(
            one.name for module in package.modules for layers in module.layers for one in layers.instances
        )
        if named:
            yield Way("Firewall of the lake", package.name, ", ".join(named), "resource instance rules")


def open_services(package: Package) -> Iterator[Way]:
    """What answers on a public endpoint, and what has a firewall that lets trusted Azure services in, by service."""
    services = ((s.resource, one) for module in package.modules for s in module.services for one in s.properties)
    for resource, one in (*services, *constants(package)):
        word = one.path.rsplit(".", 1)[-1]
        name, control = text(resource.name), f"{word}: {text(one.value)}"
        if word.startswith("publicNetworkAccess") and one.value == "Enabled":
            yield Way(PUBLIC, name, "the internet", control)
        if word == "bypass" and "AzureServices" in str(one.value):
            yield Way(TRUSTED, name, "Azure services", control)
