"""What networks hold: subnets, security rules, routes, firewall rules, domains, links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from ringfence.export.lines.thing import Names, Thing, called
from ringfence.pack.text.cells import text
from ringfence.plan.model.dns.policy import DnsLink, DomainList
from ringfence.plan.model.dns.resolver import ForwardingRule
from ringfence.plan.model.firewall import RuleGroup
from ringfence.plan.model.network import RouteTable, SecurityGroup, VirtualNetwork
from ringfence.render.spelling import literal


@singledispatch
def of_network(value: object) -> Iterator[Thing]:
    """What is known of a value of a module by its type; nothing for one that is no part of a network."""
    del value
    yield from ()


@of_network.register
def _subnets(value: VirtualNetwork) -> Iterator[Thing]:
    for net in value.subnets:
        name = text(net.name)
        yield Thing(names=(name,), made=value.resource, within=(name,), given=net.prefix, words=(literal(name),))


@of_network.register
def _security_rules(value: SecurityGroup) -> Iterator[Thing]:
    for rule in value.rules:
        # The denies that end a group stand in the template, where no value can drop them.
        path: Names = (text(value.resource.name), rule.direction, rule.name) if rule.access == "Allow" else ()
        yield Thing(names=(value.subnet, rule.direction, rule.name), made=value.resource, within=path)


@of_network.register
def _routes(value: RouteTable) -> Iterator[Thing]:
    for route in value.routes:
        path: Names = () if route.everything else ("routes", route.name)
        names = (text(value.resource.name), route.name)
        yield Thing(names=names, made=value.resource, within=path, words=(literal(route.name),))


@of_network.register
def _firewall_rules(value: RuleGroup) -> Iterator[Thing]:
    name = text(value.resource.name)
    for collection in value.collections:
        for rule in collection.rules:
            names = (f"{value.priority} {name}", collection.name, rule.name)
            yield Thing(names=names, made=value.resource, within=(name, collection.name, rule.name))


@of_network.register
def _domains(value: DomainList) -> Iterator[Thing]:
    for one in value.domains:
        yield Thing(names=(value.word, one.domain), made=value.resource, within=(value.word, one.domain))


@of_network.register
def _link(value: DnsLink) -> Iterator[Thing]:
    yield called(value.resource, value.policy.rsplit("/", 1)[-1], text(value.network))


@of_network.register
def _forwarded(value: ForwardingRule) -> Iterator[Thing]:
    yield Thing(names=(value.domain,), made=value.resource, within=(value.domain,))
