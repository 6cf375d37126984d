"""Firewall rules: the platform's flows for each landing zone with its own prefixes as source, then the blueprint's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv4Network

from ringfence.blueprint.language.egress import EgressFlow
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import purposes
from ringfence.catalog.spec import Flow
from ringfence.catalog.tables import databricks_hosts
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.firewall import FirewallRule, RuleCollection, RuleGroup
from ringfence.plan.model.values import Given
from ringfence.plan.rules.connections import Connection, Connections
from ringfence.plan.rules.firewall_ingress import JUMP_HOST_GROUP, USERS_GROUP, jump_host_collections, user_collections
from ringfence.plan.rules.nsg_rules import egress_text, flow_reason, platform_flows, service_tag, starts
from ringfence.plan.rules.rule_sources import Prefixes, host, source_prefix

ZONES_PER_GROUP = 8
"""Landing zones that share a rule collection group: 90 groups a policy (limit unconfirmed) then hold 720 of them."""
FIRST_ZONE_GROUP, ZONE_GROUP_STEP = 1000, 10
EGRESS_GROUP = 10000
WEB = {80: "Http:80", 443: "Https:443"}
"""Ports that application rules filter by host name; anything else is a network rule with exact names."""
NAMED = {**WEB, 1433: "Mssql:1433"}
"""Ports that application rules filter by host name on ways between landing zones.

Source: azure-docs firewall/sql-fqdn-filtering.md: SQL is filtered in proxy mode, on port 1433.
"""


def rule_groups(
    context: BlueprintContext,
    package: PackageContext,
    policy_id: str,
    prefixes: Prefixes,
    numbers: Mapping[str, int],
    connections: Connections,
) -> tuple[RuleGroup, ...]:
    """Every group of rules: those of landing zones, of the blueprint's own flows, of people who come in."""
    batches: dict[int, list[tuple[int, LandingZone]]] = {}
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.name in prefixes:
            slot = numbers[f"landingZones/{zone.name}"]
            batches.setdefault(slot // ZONES_PER_GROUP, []).append((index, zone))
    groups: list[RuleGroup] = []
    for batch in sorted(batches):
        rows = sorted(batches[batch], key=lambda row: numbers[f"landingZones/{row[1].name}"])
        collections = [
            collection
            for index, zone in rows
            for collection in _zone_collections(
                context, index, zone, prefixes, numbers[f"landingZones/{zone.name}"], connections.get(zone.name, ())
            )
        ]
        priority = FIRST_ZONE_GROUP + ZONE_GROUP_STEP * batch
        if collections:  # a lake has no way out
            groups.append(_group(package, policy_id, f"zones-{batch:02}", priority, collections))
    for word, priority, found in (
        ("egress", EGRESS_GROUP, _egress_collections(context, prefixes, numbers)),
        ("users", USERS_GROUP, user_collections(context, prefixes)),
        ("jump-host", JUMP_HOST_GROUP, jump_host_collections(context, prefixes)),
    ):
        if rules := list(found):
            groups.append(_group(package, policy_id, word, priority, rules))
    return tuple(groups)


def _group(
    package: PackageContext,
    policy_id: str,
    word: str,
    priority: int,
    collections: Sequence[RuleCollection],
) -> RuleGroup:
    name = package.given("", "", "rule-group", word)
    why = package.context.because("Rules that are approved together; groups deploy one after another.", package.at)
    resource = package.resource("rule-group", "firewall", "ruleCollectionGroups", name, policy_id, why, location="")
    return RuleGroup(resource=resource, priority=priority, collections=tuple(collections))


def _zone_collections(
    context: BlueprintContext,
    index: int,
    zone: LandingZone,
    prefixes: Prefixes,
    slot: int,
    connections: Sequence[Connection],
) -> Iterator[RuleCollection]:
    """The network and the application rules of one landing zone; priorities follow its ledger number."""
    at: Path = ("landingZones", index)
    flows = [f for f in platform_flows(context.blueprint, zone) if f.path != "service-endpoint"]
    cloud = context.blueprint.institution.cloud
    region = zone.region or context.blueprint.hub.region or context.blueprint.regions[0]
    listed = [_listed_rule(context, flow, zone, region, prefixes, at) for flow in flows if flow.listed]
    tagged = [flow for flow in flows if not flow.hosts and not flow.listed]
    network = (
        *(_tag_rule(context, flow, zone, region, prefixes, at) for flow in tagged),
        *(rule for rule in listed if rule.kind == "network"),
    )
    named = (
        *(rule for rule in listed if rule.kind == "application"),
        *(_host_rule(context, flow, zone, cloud, prefixes, at) for flow in flows if flow.hosts.get(cloud)),
        *(_connection_rule(context, connection, prefixes) for connection in connections),
    )
    why = (context.because(f"What {purposes()[zone.purpose].words.product} needs in landing zone {zone.name}.", at),)
    place = slot % ZONES_PER_GROUP
    if network:
        yield RuleCollection(
            name=f"allow-network-{zone.name}", kind="network", priority=1000 + place * 10, rules=network, because=why
        )
    if named:
        yield RuleCollection(
            name=f"allow-hosts-{zone.name}", kind="application", priority=2000 + place * 10, rules=named, because=why
        )


def _tag_rule(
    context: BlueprintContext, flow: Flow, zone: LandingZone, region: str, prefixes: Prefixes, at: Path
) -> FirewallRule:
    return FirewallRule(
        name=flow.name,
        use=flow.use,
        kind="network",
        protocols=(flow.protocol,),
        sources=tuple(source_prefix(zone.name, role, prefixes) for role in flow.origins),
        destinations=(service_tag(flow, region),),
        hosts=(),
        ports=flow.ports,
        description=flow.why,
        because=(flow_reason(context, flow, at),),
    )


def _host_rule(
    context: BlueprintContext, flow: Flow, zone: LandingZone, cloud: str, prefixes: Prefixes, at: Path
) -> FirewallRule:
    names = {str(key): value for key, value in flow.hosts.items()}
    return FirewallRule(
        name=flow.name,
        use=flow.use,
        kind="application",
        protocols=tuple(WEB[int(port)] for port in flow.ports),
        sources=tuple(source_prefix(zone.name, role, prefixes) for role in flow.origins),
        destinations=(),
        hosts=tuple(host(name) for name in names[cloud]),
        ports=(),
        description=flow.why,
        because=(flow_reason(context, flow, at),),
    )


def _listed_rule(
    context: BlueprintContext, flow: Flow, zone: LandingZone, region: str, prefixes: Prefixes, at: Path
) -> FirewallRule:
    """The hosts or prefixes of the region that a table lists; names are filtered by application rules on 443 only."""
    row = databricks_hosts().get(region)
    places = row.column(flow.listed) if row else ()
    bare = tuple(place for place in places if "/" in place)
    web = not bare and flow.ports == ("443",)
    text = f"{flow.why} Region {region}."
    return FirewallRule(
        name=flow.name,
        use=flow.use,
        kind="application" if web else "network",
        protocols=(WEB[443],) if web else (flow.protocol,),
        sources=tuple(source_prefix(zone.name, role, prefixes) for role in flow.origins),
        destinations=tuple(Given("", "", IPv4Network(place), f"Address of {flow.tag}.") for place in bare),
        hosts=tuple(host(name) for name in places if name not in bare),
        ports=() if web else flow.ports,
        description=flow.why,
        because=(context.because_of(flow, text, at),),
    )


def _connection_rule(context: BlueprintContext, connection: Connection, prefixes: Prefixes) -> FirewallRule:
    """The hosts of a way, by name: an application rule, so that answers come back through the firewall."""
    return FirewallRule(
        name=connection.name,
        use=connection.use,
        start=connection.start,
        end=connection.end,
        kind="application",
        protocols=tuple(NAMED[int(port)] for port in connection.ports),
        sources=tuple(source_prefix(connection.start, role, prefixes) for role in connection.origins),
        destinations=(),
        hosts=tuple(host(name) for name in connection.hosts),
        ports=(),
        description=connection.text,
        because=connection.because(context),
    )


def _egress_collections(
    context: BlueprintContext, prefixes: Prefixes, numbers: Mapping[str, int]
) -> Iterator[RuleCollection]:
    """The blueprint's own flows in order of their ledger numbers, so that a new one is one added rule."""
    rows = sorted(enumerate(context.blueprint.egress), key=lambda row: numbers[f"egress/{row[1].name}"])
    found = [_egress_rule(context, index, flow, prefixes) for index, flow in rows]
    for kind, name, priority in (
        ("network", "allow-network-egress", 1000),
        ("application", "allow-hosts-egress", 2000),
    ):
        chosen = tuple(rule for rule in found if rule.kind == kind)
        if chosen:
            why = (context.because("Egress flows of the blueprint.", ("egress",)),)
            yield RuleCollection(name=name, kind=chosen[0].kind, priority=priority, rules=chosen, because=why)


def _egress_rule(context: BlueprintContext, index: int, flow: EgressFlow, prefixes: Prefixes) -> FirewallRule:
    at: Path = ("egress", index)
    to, zones = flow.to, {zone.name: zone for zone in context.blueprint.landing_zones}
    web = to.fqdns is not None and flow.protocol == "TCP" and set(flow.ports) <= set(WEB)
    why = context.because(
        f"{flow.reason} (owner {flow.owner}; review by {flow.review_by.isoformat()}; data {flow.data_class})",
        at,
        source=BLUEPRINT,
    )
    places = [Given("", "", prefix, f"Destination of {flow.name}.") for prefix in to.addresses or ()]
    return FirewallRule(
        name=flow.name,
        use="egress",
        kind="application" if web else "network",
        protocols=tuple(WEB[port] for port in sorted(flow.ports)) if web else (flow.protocol,),
        sources=tuple(
            source_prefix(zone, role, prefixes)
            for zone in prefixes
            if zone in flow.landing_zones
            for role in starts(flow, zones[zone])
        ),
        destinations=(*places, *([to.service_tag] if to.service_tag else [])),
        hosts=tuple(host(name) for name in to.fqdns or ()),
        ports=() if web else tuple(str(port) for port in sorted(flow.ports)),
        description=egress_text(flow),
        because=(why,),
    )
