"""Assembles the connectivity package: hub network, firewall, private DNS, Log Analytics, flow logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Network

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.read import services
from ringfence.catalog.tables import Region
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.package_context import GROUP, PackageContext, name_bounds, ref
from ringfence.plan.hub import bastion, dns_policy, dns_resolver, firewall, gateways
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.role_assignments import Scope
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork, Zone
from ringfence.plan.model.rows.bounds import bounds_of
from ringfence.plan.model.services import Elsewhere, Identity
from ringfence.plan.model.values import ID, SERVICES, Given, length, plain
from ringfence.plan.network import networks, private_dns, security_groups
from ringfence.plan.rules.connections import Connections
from ringfence.plan.rules.rule_sources import Prefixes, jump_host_spec
from ringfence.plan.services.service import Wiring, plan_service
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.flow_logs import FlowSink, flow_logs

HUB, DNS, MONITORING, WATCHER = "hubGroup", "dnsGroup", "monitoringGroup", "watcherGroup"
FLOW_LOG_IDENTITY = "flow-log-identity"
"""The module of the identity that writes flow records."""


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
    guards, net, virtual_network = _network(inputs, sink)
    appliance = firewall.FirewallInputs(
        package, HUB, inputs.layout, inputs.prefixes, inputs.numbers, inputs.connections, virtual_network, sink
    )
    names = private_dns.zone_names(package.context)
    zones = private_dns.zones(package, DNS, ref(virtual_network.resource), names)
    dns_module = Module(name=private_dns.MODULE, title="Private DNS zones", scope=DNS, zones=zones)
    filtering = firewall.firewall_module(appliance)
    judges = dns_policy.policy_modules(package, HUB, inputs.regions, filtering.rule_groups, sink)
    here = storages[package.location.value].services[0].resource
    flows = flow_logs(
        package,
        WATCHER,
        virtual_network,
        FlowSink(ref(here), sink.workspace, ref(writer.resource)),
    )
    modules = (
        monitoring,
        *storages.values(),
        *_rights(inputs, writer, storages, monitoring),
        guards,
        net,
        filtering,
        *gateways.gateway_modules(package, HUB, virtual_network, sink),
        *dns_resolver.resolver_modules(package, HUB, virtual_network, inputs.layout),
        *bastion.bastion_modules(package, HUB, virtual_network, firewall.firewall_address(inputs.layout), sink),
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
    package, symbol = inputs.package, "flowLogIdentity"
    return managed_identities.identity(package, MONITORING, symbol, "flow-logs", text, module=FLOW_LOG_IDENTITY)


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
    """The flow log identity with its rights on each account, then those of people on the hub and on the logs."""
    package = inputs.package
    holder = role_assignments.identity_holder(writer)
    rows = [(holder, row) for row in role_assignments.specs("identity", holder.name)]
    logs = monitoring.services[0].resource
    # The file of the accounts calls each of them the same; here they stand side by side.
    accounts = [replace(one.services[0].resource, symbol=one.account) for one in storages.values()]
    scopes = {accounts[0].kind: tuple(Scope(MONITORING, account) for account in accounts)}
    people_scopes = {logs.kind: (Scope(MONITORING, logs),), "hub-group": (Scope(HUB),)}
    own = role_assignments.access_modules(
        package, "identity", role_assignments.placed(rows, scopes), MONITORING, [writer], name=FLOW_LOG_IDENTITY
    )
    people = role_assignments.placed(role_assignments.people(package), people_scopes)
    return (
        *(replace(module, title="Identity of flow logs, and its rights", identities=(writer,)) for module in own),
        *role_assignments.access_modules(package, "persona", people, MONITORING),
    )


def _network(inputs: HubInputs, sink: Sink) -> tuple[Module, Module, VirtualNetwork]:
    package = inputs.package
    group = dns_resolver.security_group(package, HUB, inputs.layout)
    address = firewall.firewall_address(inputs.layout)
    table = gateways.route_table(package, HUB, inputs.networks, address)
    own = gateways.firewall_table(package, HUB)
    routes, own_routes = (ref(one.resource) if one else None for one in (table, own))
    around = bastion.BastionInputs(inputs.layout, inputs.prefixes, inputs.networks, address)
    more = bastion.around(package, HUB, around)
    resolves = package.context.blueprint.hub.resolver is not None
    guards = networks.hub_guards(security_groups.guard(group), routes, own_routes, more.guards, resolves=resolves)
    planned = _protected(package, networks.virtual_network(package, HUB, inputs.layout, guards, ()))
    groups = (group, *more.groups)
    guards_module = security_groups.security_groups(package, HUB, groups, sink)
    module = Module(
        name=networks.MODULE,
        title="Network",
        scope=HUB,
        after=(guards_module.name,),
        route_tables=(*(one for one in (table, own) if one), *more.tables),
        networks=(planned,),
        diagnostics=diagnostics(package, [planned.resource], sink),
    )
    return guards_module, module, planned


def _protected(package: PackageContext, network: VirtualNetwork) -> VirtualNetwork:
    """The hub network under the DDoS plan of the blueprint; as it is where there is none."""
    wanted = package.context.blueprint.hub.ddos_protection
    if wanted is None:
        return network
    why = package.context.because(
        "A DDoS protection plan that is there covers the public addresses of resources in this network.",
        (*HUB_AT, "ddosProtection"),
        source="azure-docs ddos-protection/manage-permissions.md (2023-11-06)",
    )
    plan = Given(networks.MODULE, "ddosPlan", wanted.plan, "Id of the DDoS protection plan.", bounds=length(*ID))
    resource = replace(network.resource, because=(*network.resource.because, why))
    return replace(network, resource=resource, ddos_plan=plan)


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
        subscription=Given("hub", "subscription", package.subscription, ""),
        group=Given("hub", "group", package.groups[HUB].value, "", bounds=name_bounds(GROUP)),
        network_name=Given("hub", "network", plain(resource.name), "", bounds=name_bounds(resource.kind)),
        network_id=Given("hub", "networkId", resource.id, ""),
        firewall_address=Given("hub", "firewallAddress", firewall.firewall_address(inputs.layout), ""),
        firewall_prefix=Given(
            "firewall", "prefix", inputs.layout.subnets["firewall"].prefix, "Prefix that the firewall speaks from."
        ),
        log_analytics_id=Given("logs", "logAnalyticsId", monitoring.services[0].resource.id, ""),
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
            subscription=Given("dns", "subscription", package.subscription, ""),
            group=Given("dns", "group", package.groups[DNS].value, "", bounds=name_bounds(GROUP)),
        ),
        zones={plain(zone.resource.name): zone.resource.id for zone in zones},
        dns_policies={},
        gateway=package.context.blueprint.hub.gateway is not None,
        jump_host=jump_host_spec(package.context) is not None,
    )
