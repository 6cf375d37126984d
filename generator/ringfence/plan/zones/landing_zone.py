"""What every landing zone has, whatever its purpose: a guarded network, a peering with the hub, flow logs."""

from __future__ import annotations

from ringfence.plan.context.package_context import NETWORK, WATCHER, WORKLOAD, existing, ref
from ringfence.plan.identity import role_assignments
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Elsewhere, Existing
from ringfence.plan.model.values import Ref
from ringfence.plan.network import networks
from ringfence.plan.rules.subnet_rules import rules
from ringfence.plan.services.service import EndpointPlacement
from ringfence.plan.telemetry.diagnostic_settings import diagnostics
from ringfence.plan.telemetry.flow_logs import FlowSink, flow_logs
from ringfence.plan.zones.zone_context import ZoneContext


def guarded_network(zone: ZoneContext, storage: Ref | None = None) -> tuple[Module, VirtualNetwork]:
    """The module with security groups, route table and the network; `storage` is what an endpoint policy admits."""
    package, context = zone.package, zone.package.context
    groups = {
        role: networks.security_group(package, NETWORK, role, rules(context, zone.traffic, role))
        for role in zone.layout.subnets
    }
    table = networks.default_route(package, NETWORK, zone.hub.firewall_address)
    policy = networks.endpoint_policy(package, NETWORK, storage) if storage else None
    guards = networks.zone_guards(
        {role: ref(group.resource) for role, group in groups.items()},
        ref(table.resource),
        ref(policy.resource) if policy else None,
    )
    planned = networks.virtual_network(package, NETWORK, zone.layout, guards, (zone.hub.firewall_address,))
    module = Module(
        name=networks.MODULE,
        title="Network",
        scope=NETWORK,
        security_groups=tuple(groups.values()),
        route_tables=(table,),
        endpoint_policies=(policy,) if policy else (),
        networks=(planned,),
        diagnostics=diagnostics(package, [*(g.resource for g in groups.values()), planned.resource], zone.sink),
    )
    return module, planned


def peering(zone: ZoneContext, virtual_network: VirtualNetwork) -> tuple[Module, Module]:
    """Both halves of the peering; the hub's first, because its partner may one day ask for its gateway."""
    hub_half, own_half = networks.peerings(zone.package, virtual_network, zone.hub)
    hub_scope = Elsewhere(subscription=zone.hub.subscription, group=zone.hub.group)
    local = virtual_network.resource
    hub_network = Existing(symbol=local.symbol, type=local.type, api=local.api, name=zone.hub.network_name)
    own_network = existing(local)
    there = Module(
        name="peering-hub",
        title="The hub's half of the peering",
        scope=hub_scope,
        existing=(hub_network,),
        peerings=(hub_half,),
    )
    here = Module(
        name="peering-spoke",
        title="The landing zone's half of the peering",
        scope=NETWORK,
        after=("network", "peering-hub"),
        existing=(own_network,),
        peerings=(own_half,),
    )
    return there, here


def door(zone: ZoneContext, virtual_network: VirtualNetwork) -> EndpointPlacement:
    """Where the private endpoints of the landing zone's services go."""
    return EndpointPlacement(WORKLOAD, networks.subnet_ref(virtual_network, "endpoints"), zone.hub.zones)


def flow_log(zone: ZoneContext, virtual_network: VirtualNetwork) -> Module:
    """The flow log of the landing zone's network; records stay in its region."""
    storage = zone.hub.flow_storage[zone.package.location.value]
    sink = FlowSink(storage, zone.hub.log_analytics_id, zone.hub.flow_identity_id)
    return flow_logs(zone.package, WATCHER, virtual_network, sink)


def people(zone: ZoneContext, scopes: dict[str, role_assignments.Scope]) -> tuple[Module, ...]:
    """What people may do: on the given scopes, and on the groups that every landing zone has."""
    everywhere = {"workload-group": role_assignments.Scope(WORKLOAD), "network-group": role_assignments.Scope(NETWORK)}
    rows = role_assignments.people(zone.package)
    return role_assignments.access_modules(zone.package, "persona", rows, scopes | everywhere, WORKLOAD)
