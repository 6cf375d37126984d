"""Assembles the connectivity package: hub network, firewall, private DNS, Log Analytics, flow logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.read import kinds, services
from ringfence.catalog.tables import Region
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.package_context import PackageContext, existing, ref
from ringfence.plan.hub import bastion, dns_policy, dns_resolver, gateways
from ringfence.plan.hub.firewall_zones import firewall_zones, why_the_same, why_these
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.role_assignments import Scope
from ringfence.plan.model.firewall import Firewall, FirewallPolicy, PublicIp
from ringfence.plan.model.network import VirtualNetwork, Zone
from ringfence.plan.model.package import Module
from ringfence.plan.model.rows.bounds import bounds_of
from ringfence.plan.model.services import Elsewhere, Identity
from ringfence.plan.model.values import SERVICES, Given, Ref, Resource, plain
from ringfence.plan.network import networks, private_dns
from ringfence.plan.rules.connections import Connections
from ringfence.plan.rules.firewall_egress import rule_groups
from ringfence.plan.rules.rule_sources import Prefixes, jump_host_spec, untranslated
from ringfence.plan.services.service import Wiring, plan_service
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.flow_logs import FlowSink, flow_logs
from ringfence.plan.telemetry.locks import lock

HUB, DNS, MONITORING, WATCHER = "hubGroup", "dnsGroup", "monitoringGroup", "watcherGroup"


@dataclass(frozen=True, slots=True)
class HubInputs:
    """What the connectivity package is planned from: addresses of everyone, ledger numbers, regions in use.

    `prefixes` are the subnets of each package by role, `networks` the landing zones as a whole.
    """

    package: PackageContext
    layout: Layout
    prefixes: Prefixes
    networks: Mapping[str, IPv4Network]
    numbers: Mapping[str, int]
    regions: Sequence[Region]
    connections: Connections


@dataclass(frozen=True, slots=True)
class Connectivity:
    """The planned modules and what landing zones need to know of them."""

    modules: tuple[Module, ...]
    hub: HubFacts


def plan_connectivity(inputs: HubInputs) -> Connectivity:
    """Every module of the package, and the facts that landing zones refer to."""
    package = inputs.package
    monitoring = _monitoring(inputs)
    sink = Sink(ref(monitoring.services[0].resource))
    writer = _flow_identity(inputs)
    storages = {region.name: _flow_storage(inputs, region, sink) for region in inputs.regions}
    net, virtual_network = _network(inputs, sink)
    policy = _policy(inputs)
    owner = policy.firewall_policies[0].resource
    rules = tuple(_rules(inputs, policy))
    after = tuple(module.name for module in rules) or (policy.name,)
    firewall = _firewall(inputs, virtual_network, ref(owner), sink, after)
    names = private_dns.zone_names(package.context)
    zones = private_dns.zones(package, DNS, ref(virtual_network.resource), names)
    dns_module = Module(name=private_dns.MODULE, title="Private DNS zones", scope=DNS, zones=zones)
    groups = tuple(group for module in rules for group in module.rule_groups)
    judges = dns_policy.policy_modules(package, HUB, inputs.regions, groups, sink)
    here = storages[package.location.value].services[0].resource
    flows = flow_logs(
        package,
        WATCHER,
        virtual_network,
        FlowSink(ref(here), sink.workspace, ref(writer.resource)),
    )
    modules = (
        monitoring,
        Module(name="identities", title="Managed identities", scope=MONITORING, identities=(writer,)),
        *storages.values(),
        *_rights(inputs, writer, storages, monitoring),
        net,
        policy,
        *rules,
        firewall,
        *gateways.gateway_modules(package, HUB, virtual_network, sink),
        *dns_resolver.resolver_modules(package, HUB, virtual_network, inputs.layout),
        *bastion.bastion_modules(package, HUB, virtual_network, firewall_address(inputs.layout), sink),
        dns_module,
        *judges,
        *dns_policy.hub_link(package, HUB, judges, virtual_network),
        flows,
    )
    facts = _facts(inputs, virtual_network, monitoring, writer, storages, zones)
    return Connectivity(modules, replace(facts, dns_policies=dns_policy.by_region(judges)))


def _monitoring(inputs: HubInputs) -> Module:
    logs = inputs.package.context.blueprint.hub.logs
    text, bounds = "Days that logs stay searchable.", bounds_of(type(logs), "retention_days")
    days = Given(SERVICES, "logAnalytics.retentionDays", logs.retention_days, text, bounds=bounds)
    values = {"retentionDays": days}
    why = inputs.package.context.because("Security logs of every resource are kept in one place.", inputs.package.at)
    return plan_service(inputs.package, services()["log-analytics"], MONITORING, Wiring({}, values, None), why)


def _flow_identity(inputs: HubInputs) -> Identity:
    text = "Network Watcher writes flow records as this identity, because the accounts have no keys."
    return managed_identities.identity(inputs.package, MONITORING, "flowLogIdentity", "flow-logs", text)


def _flow_storage(inputs: HubInputs, region: Region, sink: Sink) -> Module:
    """Flow records must be stored in the region of their network (Microsoft Learn network-watcher)."""
    why = inputs.package.context.because(
        f"Flow records of networks in {region.display} must stay in that region.",
        ("regions",),
        source="Microsoft Learn network-watcher/vnet-flow-logs-overview",
    )
    wiring = Wiring({}, {}, sink)
    return plan_service(inputs.package, services()["log-storage"], MONITORING, wiring, why, region=region)


def _rights(
    inputs: HubInputs, writer: Identity, storages: Mapping[str, Module], monitoring: Module
) -> tuple[Module, ...]:
    """The flow log identity's rights on each account, then those of people on the hub and on the logs."""
    package = inputs.package
    holder = role_assignments.identity_holder(writer)
    rows = [(holder, row) for row in role_assignments.specs("identity", holder.name)]
    logs = monitoring.services[0].resource
    # The file of the accounts calls each of them the same; here they stand side by side.
    accounts = [replace(one.services[0].resource, symbol=one.account) for one in storages.values()]
    scopes = {accounts[0].kind: tuple(Scope(MONITORING, account) for account in accounts)}
    people_scopes = {logs.kind: (Scope(MONITORING, logs),), "hub-group": (Scope(HUB),)}
    return (
        *role_assignments.access_modules(package, "identity", rows, scopes, MONITORING, [writer]),
        *role_assignments.access_modules(
            package, "persona", role_assignments.people(package), people_scopes, MONITORING
        ),
    )


def _network(inputs: HubInputs, sink: Sink) -> tuple[Module, VirtualNetwork]:
    package = inputs.package
    group = dns_resolver.security_group(package, HUB, inputs.layout)
    table = gateways.route_table(package, HUB, inputs.networks, firewall_address(inputs.layout))
    own = gateways.firewall_table(package, HUB)
    routes, own_routes = (ref(one.resource) if one else None for one in (table, own))
    around = bastion.BastionInputs(inputs.layout, inputs.prefixes, inputs.networks, firewall_address(inputs.layout))
    more = bastion.around(package, HUB, around)
    resolves = package.context.blueprint.hub.resolver is not None
    guards = networks.hub_guards(ref(group.resource), routes, own_routes, more.guards, resolves=resolves)
    planned = networks.virtual_network(package, HUB, inputs.layout, guards, ())
    module = Module(
        name=networks.MODULE,
        title="Network",
        scope=HUB,
        security_groups=(group, *more.groups),
        route_tables=(*(one for one in (table, own) if one), *more.tables),
        networks=(planned,),
        diagnostics=diagnostics(
            package, [group.resource, *(one.resource for one in more.groups), planned.resource], sink
        ),
    )
    return module, planned


def _policy(inputs: HubInputs) -> Module:
    package, tier = inputs.package, inputs.package.context.blueprint.hub.firewall.tier
    at: Path = (*HUB_AT, "firewall")
    idps = " IDPS drops what its signatures recognise." if tier == "Premium" else ""
    why = package.context.because(f"{tier} tier: DNS proxy on, threat intelligence denies.{idps}", at)
    name = package.given("firewall", "policyName", "firewall-policy")
    resource = package.resource("firewall-policy", "firewall-policy", "firewallPolicy", name, HUB, why)
    policy = FirewallPolicy(resource=resource, tier=tier, untranslated=untranslated(package.context))
    return Module(name="firewall-policy", title="Firewall policy", scope=HUB, firewall_policies=(policy,))


def firewall_address(layout: Layout) -> IPv4Address:
    """The private address that Azure gives the firewall: the first that a subnet has for guests, the fourth of all.

    Azure does not promise it (unconfirmed); DEPLOY.md has it compared before the first landing zone goes out.
    """
    return layout.subnets["firewall"].prefix.network_address + 4


def _rules(inputs: HubInputs, policy: Module) -> Iterator[Module]:
    """The module of rules; none when no landing zone has a way out: its policy would be unused."""
    owner = policy.firewall_policies[0].resource
    groups = rule_groups(
        inputs.package.context, inputs.package, owner.id, inputs.prefixes, inputs.numbers, inputs.connections
    )
    if groups:
        yield Module(
            name="firewall-rules",
            title="Firewall rules",
            scope=HUB,
            gives="the firewall never runs without its rules",
            after=(policy.name,),
            existing=(existing(owner),),
            rule_groups=groups,
        )


def _firewall(
    inputs: HubInputs, virtual_network: VirtualNetwork, policy: Ref, sink: Sink, after: tuple[str, ...]
) -> Module:
    """The appliance and its public address, in its zones. It comes after its rules, so it never runs without them."""
    package, module = inputs.package, "firewall"
    source = "azure-docs firewall/firewall-known-issues.md"
    ip_why = package.context.because("The firewall's public address: what its rules let out leaves from it.", HUB_AT)
    why = package.context.because(
        "Every default route of a landing zone leads to it.", (*HUB_AT, "firewall"), source=source
    )
    ip_name = package.given("firewall", "publicIpName", "public-ip", "firewall")
    name = package.given("firewall", "name", "firewall")
    zones, same = firewall_zones(package), why_the_same(package)
    public_ip = PublicIp(
        resource=package.resource("public-ip", module, "publicIp", ip_name, HUB, ip_why, *same), zones=zones
    )
    firewall = Firewall(
        resource=package.resource("firewall", module, "azureFirewall", name, HUB, why, *why_these(package)),
        tier=package.context.blueprint.hub.firewall.tier,
        zones=zones,
        subnet=networks.subnet_ref(virtual_network, "firewall"),
        public_ip=ref(public_ip.resource),
        policy=policy,
        address=firewall_address(inputs.layout),
    )
    guarded: list[Resource] = [public_ip.resource, firewall.resource]
    return Module(
        name=module,
        title="Azure Firewall",
        scope=HUB,
        gives="what comes in goes through the firewall from its first day",
        after=after,
        public_ips=(public_ip,),
        firewalls=(firewall,),
        diagnostics=diagnostics(package, guarded, sink),
        locks=tuple(lock(package, r, kinds()[r.kind].lock) for r in guarded),
    )


def _facts(
    inputs: HubInputs,
    virtual_network: VirtualNetwork,
    monitoring: Module,
    writer: Identity,
    storages: Mapping[str, Module],
    zones: tuple[Zone, ...],
) -> HubFacts:
    """What a landing zone's parameters say of the hub."""
    package, resource = inputs.package, virtual_network.resource
    return HubFacts(
        subscription=Given("hub", "subscription", package.subscription, "Subscription of the hub."),
        group=Given("hub", "group", package.groups[HUB].value, "Resource group of the hub network."),
        network_name=Given("hub", "network", plain(resource.name), "Name of the hub network."),
        network_id=Given("hub", "networkId", resource.id, "Id of the hub network."),
        firewall_address=Given(
            "hub", "firewallAddress", firewall_address(inputs.layout), "Private address of the firewall."
        ),
        firewall_prefix=Given(
            "firewall", "prefix", inputs.layout.subnets["firewall"].prefix, "Prefix that the firewall speaks from."
        ),
        log_analytics_id=Given(
            "logs", "logAnalyticsId", monitoring.services[0].resource.id, "Id of the central Log Analytics workspace."
        ),
        flow_identity_id=Given(
            "logs", "flowIdentityId", writer.resource.id, "Id of the identity that writes flow records."
        ),
        flow_storage={
            region: Given(
                "logs", "flowStorageId", module.services[0].resource.id, "Id of the region's flow log account."
            )
            for region, module in storages.items()
        },
        dns=Elsewhere(
            subscription=Given("dns", "subscription", package.subscription, "Subscription of the private DNS zones."),
            group=Given("dns", "group", package.groups[DNS].value, "Resource group of the private DNS zones."),
        ),
        zones={plain(zone.resource.name): zone.resource.id for zone in zones},
        dns_policies={},
        gateway=package.context.blueprint.hub.gateway is not None,
        jump_host=jump_host_spec(package.context) is not None,
    )
