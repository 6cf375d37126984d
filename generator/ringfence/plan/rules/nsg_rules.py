"""Security rules of a landing zone: what each subnet may send and receive; everything else is denied in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from typing import Literal

from ringfence.blueprint.language.domains import within
from ringfence.blueprint.language.egress import EgressFlow
from ringfence.blueprint.language.features import egress_roles
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.catalog.read import purposes
from ringfence.catalog.spec import Flow
from ringfence.catalog.tables import databricks_hosts
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.services_in_use import options, zone_services
from ringfence.plan.model.network import Place, SecurityRule
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Given, Reason
from ringfence.plan.rules.connections import Connection, joined_ports
from ringfence.plan.rules.rule_sources import premises

Direction = Literal["Inbound", "Outbound"]
Protocol = Literal["Tcp", "Udp", "*"]
_PROTOCOL: Mapping[str, Protocol] = {"TCP": "Tcp", "UDP": "Udp"}
FIRST_CONNECTION_PRIORITY = 300
"""Ways take 300, 301, ... by the ledger number of the landing zone at their end."""
FIRST_EGRESS_PRIORITY, EGRESS_STEP, LAST_PRIORITY = 1000, 10, 4096
"""Blueprint flows take 1000, 1010, ... by their ledger number; platform rules stay below."""
EGRESS_PREFIX = "allow-egress-"
"""How the security rules of blueprint flows begin, and no other."""


_NO_NAMES = "Security groups know no names: {} is every customer's there; the firewall admits the listed hosts alone."
_TAGS = "azure-docs virtual-network/service-tags-overview.md"


@dataclass(frozen=True, slots=True)
class ZoneTraffic:
    """A landing zone as its security rules see it: prefixes, the firewall, the flows and ways that start in it.

    `asked` are its options, `arrivals` are the ways that end here.
    """

    zone: LandingZone
    asked: frozenset[str]
    at: Path
    prefixes: Mapping[str, Given[IPv4Network]]
    firewall: Given[IPv4Address]
    firewall_prefix: Given[IPv4Network]
    region: str
    egress: Sequence[tuple[int, int, EgressFlow]]  # ledger number, index in the blueprint, flow
    connections: Sequence[Connection]
    arrivals: Sequence[Connection]
    gateway: bool = False
    jump_host: bool = False


def platform_flows(blueprint: Blueprint, zone: LandingZone) -> Iterator[Flow]:
    """The flows that the services of a landing zone need, with its options and in its cloud."""
    asked, cloud = options(blueprint, zone), blueprint.institution.cloud
    for service in zone_services(blueprint, zone):
        for flow in service.flows:
            if cloud in flow.clouds and (not flow.when or flow.when in asked) and flow.unless not in asked:
                yield flow


def service_tag(flow: Flow, region: str) -> str:
    """The flow's service tag, that of the region where Azure has one for each."""
    return f"{flow.tag}.{region}" if flow.regional else flow.tag


def flow_reason(context: BlueprintContext, flow: Flow, at: Path) -> Reason:
    """Why a platform flow is open, with its source."""
    return context.because_of(flow, flow.why, at)


def _deny_all(context: BlueprintContext, direction: Direction, at: Path) -> SecurityRule:
    """The explicit end of every security group: Azure's own defaults below it would let networks talk freely."""
    why = "Everything not allowed above is denied; Azure's default rules below would allow traffic inside the network."
    return SecurityRule(
        name=f"deny-all-{direction.lower()}",
        use="deny",
        priority=LAST_PRIORITY,
        direction=direction,
        access="Deny",
        protocol="*",
        sources=("*",),
        destinations=("*",),
        ports=("*",),
        description=why,
        because=(context.because(why, at, source="azure-docs virtual-network/network-security-groups-overview.md"),),
    )


def denials(context: BlueprintContext, at: Path) -> tuple[SecurityRule, SecurityRule]:
    """The denies that end every security group, one for each direction."""
    return _deny_all(context, "Inbound", at), _deny_all(context, "Outbound", at)


def allow(
    name: str,
    priority: int,
    direction: Direction,
    protocol: Protocol,
    ends: tuple[Sequence[Place], Sequence[Place]],
    ports: Sequence[str],
    reason: Reason,
    *,
    use: Use,
) -> SecurityRule:
    """A rule that lets through; `ends` are where it comes from and where it goes, `use` is what it is for."""
    return SecurityRule(
        name=name,
        use=use,
        priority=priority,
        direction=direction,
        access="Allow",
        protocol=protocol,
        sources=tuple(ends[0]),
        destinations=tuple(ends[1]),
        ports=tuple(ports),
        description=reason.text,
        because=(reason,),
    )


def by_connections(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> Iterator[SecurityRule]:
    """What starts in this subnet and ends in other landing zones; the route leads to the firewall, which admits the
    hosts of the way only.
    """
    for connection in (each for each in traffic.connections if role in each.origins):
        text = f"Private endpoints of landing zone {connection.end}."
        there = Given("landingZones", f"{connection.end}.endpoints", connection.endpoints, text)
        ends = [traffic.prefixes[role]], [there]
        first, *_ = because = connection.because(context)
        rule = allow(
            f"allow-{connection.name}",
            FIRST_CONNECTION_PRIORITY + connection.number,
            "Outbound",
            "Tcp",
            ends,
            connection.ports,
            first,
            use=connection.use,
        )
        yield replace(rule, description=connection.text, because=because)


def from_connections(context: BlueprintContext, traffic: ZoneTraffic, priority: int) -> Iterator[SecurityRule]:
    """What lets jobs of other landing zones reach the private endpoints, where a way ends here; else nothing."""
    if traffic.arrivals:
        why = context.because(
            "Application rules translate addresses: jobs of other landing zones arrive from the firewall's own subnet.",
            traffic.arrivals[0].reasons[0].at,
            source="azure-docs private-link/inspect-traffic-with-azure-firewall.md",
        )
        ends, ports = ([traffic.firewall_prefix], [traffic.prefixes[ENDPOINTS]]), joined_ports(traffic.arrivals)
        yield allow("allow-firewall", priority, "Inbound", "Tcp", ends, ports, why, use=traffic.arrivals[0].use)


def outward(context: BlueprintContext, traffic: ZoneTraffic, role: str) -> Iterator[SecurityRule]:
    """What leaves the landing zone: platform flows by tag, names through the firewall, the blueprint's own flows."""
    mine = [traffic.prefixes[role]]
    for flow in platform_flows(context.blueprint, traffic.zone):
        if role in flow.origins and flow.path != "service-rules":
            yield from _platform(context, traffic, flow, mine)
    yield from to_dns(context, mine, traffic.firewall)
    for number, index, egress in traffic.egress:
        if role in starts(egress, traffic.zone):
            yield _egress(context, mine, number, ("egress", index), egress)


def _platform(
    context: BlueprintContext, traffic: ZoneTraffic, flow: Flow, mine: Sequence[Place]
) -> Iterator[SecurityRule]:
    """A flow by its service tag: that of the region, or those of the regions in which its listed hosts stand.

    A rule takes one tag. Source: azure-docs virtual-network/network-security-groups-overview.md, service tags.
    """
    listed = databricks_hosts().get(traffic.region) if flow.listed and flow.regional else None
    places = listed.places(flow.listed) if listed else (traffic.region,)
    tags = [service_tag(flow, place) for place in places] or [flow.tag]
    for offset, tag in enumerate(tags):
        protocol = _PROTOCOL.get(flow.protocol, "*")
        reasons = [flow_reason(context, flow, traffic.at)]
        if flow.listed or flow.hosts:
            reasons.append(context.because(_NO_NAMES.format(tag), traffic.at, source=_TAGS))
        name = f"allow-{flow.name}-{places[offset]}" if offset else f"allow-{flow.name}"
        ends = (mine, [tag])
        rule = allow(name, flow.priority + offset, "Outbound", protocol, ends, flow.ports, reasons[0], use=flow.use)
        yield replace(rule, because=tuple(reasons))


def to_dns(context: BlueprintContext, mine: Sequence[Place], firewall: Given[IPv4Address]) -> Iterator[SecurityRule]:
    """Queries to the firewall, which asks Azure."""
    dns = context.because(
        "Names are resolved by the firewall's DNS proxy, so that it and its clients see the same answer.",
        HUB_AT,
        source="azure-docs firewall/dns-details.md",
    )
    yield allow("allow-dns-udp", 210, "Outbound", "Udp", (mine, [firewall]), ["53"], dns, use="dns")
    yield allow("allow-dns-tcp", 211, "Outbound", "Tcp", (mine, [firewall]), ["53"], dns, use="dns")


def check_flows(context: BlueprintContext, numbers: Mapping[str, int]) -> None:
    """Fault the first flow whose number is behind the last priority of a security group.

    Numbers are never used twice, so flows that are gone count as long as the ledger has their lines, or later ones.
    """
    most = (LAST_PRIORITY - 1 - FIRST_EGRESS_PRIORITY) // EGRESS_STEP + 1
    flows = enumerate(context.blueprint.egress)
    if over := sorted((n, at) for at, flow in flows if (n := numbers[f"egress/{flow.name}"]) >= most):
        number, index = over[0]
        context.fault(
            "LIM01",
            f"security groups have priorities for {most} egress flows, and this is number {number + 1}",
            ("egress", index, "name"),
            value=context.blueprint.egress[index].name,
            hint="join flows of one owner and reason: each holds 50 hosts and any number of landing zones; of flows "
            "that are gone from Azure the last numbers become free when their lines are removed from the ledger",
            source="azure-docs virtual-network/network-security-groups-overview.md (priorities 100 to 4096)",
        )


def starts(flow: EgressFlow, zone: LandingZone) -> tuple[str, ...]:
    """Roles of the subnets of a landing zone in which a blueprint flow starts, sorted."""
    return tuple(sorted(flow.subnets if flow.subnets is not None else egress_roles(zone.purpose, zone.workload)))


def egress_text(flow: EgressFlow) -> str:
    """What a rule for a blueprint flow says of itself; fits the 140 characters of a security rule."""
    return f"{flow.name}: {flow.reason}"


def _behind_names(context: BlueprintContext, hosts: Sequence[str]) -> Iterator[Place]:
    """Where hosts may be: on premises when their domain is known there, else anywhere; EGR03 keeps the two apart."""
    domains = [domain.name for domain in context.blueprint.on_premises.domains]
    known = any(within(host, domain) for host in hosts for domain in domains)
    inside = premises(context) if known else ()
    if hosts and not inside:
        yield "Internet"
    yield from inside


def _egress(context: BlueprintContext, mine: Sequence[Place], number: int, at: Path, flow: EgressFlow) -> SecurityRule:
    """A blueprint flow in a security group, which cannot filter names: host names become where they can be.

    Its name has a prefix that no rule of the platform has, because a flow may be called as one of these is.
    """
    to = flow.to
    places: list[Place] = [*_behind_names(context, to.fqdns or ()), *filter(None, [to.service_tag])]
    places += [Given("", "", prefix, f"Destination of {flow.name}.") for prefix in to.addresses or ()]
    why = context.because(egress_text(flow), at, source=BLUEPRINT)
    priority = FIRST_EGRESS_PRIORITY + EGRESS_STEP * number
    ports = [str(port) for port in sorted(flow.ports)]
    name, protocol = f"{EGRESS_PREFIX}{flow.name}", _PROTOCOL.get(flow.protocol, "*")
    rule = allow(name, priority, "Outbound", protocol, (mine, places), ports, why, use="egress")
    if not to.fqdns:
        return rule
    names = context.because(
        "A security group cannot filter names, only where they can be; the firewall admits the named hosts only.",
        (*at, "to", "fqdns"),
    )
    return replace(rule, because=(why, names))


def from_premises(context: BlueprintContext, traffic: ZoneTraffic, what: str) -> Iterator[SecurityRule]:
    """What lets people in: by the hub's gateway and firewall, a gateway that is not ours, or the jump host alone."""
    here, places = [traffic.prefixes[ENDPOINTS]], premises(context)
    ports = purposes()[traffic.zone.purpose].subnets[ENDPOINTS].peoplePorts
    if traffic.gateway:
        why = context.because(
            "Users come through the firewall, which puts its address in place of theirs, so that replies return to it.",
            (*HUB_AT, "gateway"),
            source="azure-docs private-link/inspect-traffic-with-azure-firewall.md (2025-03-25)",
        )
        yield allow("allow-users", 120, "Inbound", "Tcp", ([traffic.firewall_prefix], here), ports, why, use="people")
    elif places:
        why = context.because(
            f"Users reach the {what} from on premises, once a gateway is there; this hub has none.",
            ("onPremises", "prefixes"),
            source="azure-ai-docs machine-learning/how-to-configure-private-link.md",
        )
        yield allow("allow-on-premises", 120, "Inbound", "Tcp", (places, here), ports, why, use="people")
    if traffic.jump_host and not traffic.gateway:
        why = context.because(
            "The jump host comes through the firewall, which puts its address in place of the jump host's.",
            (*HUB_AT, "bastion", "jumpHost"),
            source="azure-docs private-link/inspect-traffic-with-azure-firewall.md (2025-03-25)",
        )
        yield allow(
            "allow-jump-host", 130, "Inbound", "Tcp", ([traffic.firewall_prefix], here), ["443"], why, use="people"
        )
