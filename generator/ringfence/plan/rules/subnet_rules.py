"""Security rules of each subnet of a landing zone: rows of its purpose folder, platform flows, connections, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.blueprint.language.features import used_subnets
from ringfence.catalog.purpose import Subnet, SubnetRule
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import delegated_rules
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.network import Place, SecurityRule
from ringfence.plan.rules.nsg_rules import (
    Direction,
    ZoneTraffic,
    allow,
    by_connections,
    denials,
    from_connections,
    from_premises,
    outward,
)


def rules(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> tuple[SecurityRule, ...]:
    """The rules of the security group of one subnet, in order of direction and priority."""
    found = [*_rules(context, traffic, role), *denials(context, traffic.at)]
    return tuple(sorted(found, key=lambda rule: (rule.direction, rule.priority)))


def _rules(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> Iterator[SecurityRule]:
    subnet = purposes()[traffic.zone.purpose].subnets[role]
    for row in subnet.rules:
        if not row.when or row.when in traffic.asked:
            yield from _row(context, traffic, role, row)
    yield from _delegated(context, traffic, subnet)
    if role not in used_subnets(traffic.zone.purpose, traffic.zone.workload):
        return
    if subnet.egress:
        yield from outward(context, traffic, role)
    if subnet.jobs or subnet.delivers or subnet.uses:
        yield from by_connections(context, traffic, role)
    if subnet.connections:
        yield from from_connections(context, traffic, subnet.connections)
    if subnet.people:
        yield from from_premises(context, traffic, subnet.people)


def _delegated(context: BlueprintContext, traffic: ZoneTraffic, subnet: Subnet) -> Iterator[SecurityRule]:
    """The rules that the service of the subnet adds by itself, word for word.

    Without them Azure refuses to write the security group once the service is there.
    """
    wanted = subnet.delegatedRules
    if wanted is None or wanted.unless in traffic.asked:
        return
    at = (*traffic.at, traffic.zone.workload_key, wanted.at)
    for row in delegated_rules()[subnet.delegation]:
        why = context.because_of(row, row.why, at)
        ends = [row.from_], [row.to]
        yield allow(row.name, row.priority, row.direction, row.protocol, ends, row.ports, why, use="nodes")


def _row(context: BlueprintContext, traffic: ZoneTraffic, role: str, row: SubnetRule) -> Iterator[SecurityRule]:
    """The rule, or the two rules, of a row: towards subnets, from subnets, or among subnets both ways."""
    at = (*traffic.at, traffic.zone.workload_key, row.at) if row.at else traffic.at
    why = context.because_of(row, row.why, at)

    def rule(name: str, direction: Direction, sources: Sequence[str], destinations: Sequence[str]) -> SecurityRule:
        ends = _places(traffic, sources), _places(traffic, destinations)
        return allow(name, row.priority, direction, row.protocol, ends, row.ports, why, use=row.use)

    if row.among:
        # Azure wants rule names to be unique in a group, both directions together.
        yield rule(f"{row.name}-inbound", "Inbound", row.among, row.among)
        yield rule(f"{row.name}-outbound", "Outbound", row.among, row.among)
    elif row.to:
        yield rule(row.name, "Outbound", (role,), row.to)
    else:
        yield rule(row.name, "Inbound", row.from_, (role,))


def _places(traffic: ZoneTraffic, roles: Sequence[str]) -> list[Place]:
    return [traffic.prefixes[role] for role in roles]
