"""What every landing zone has, whatever its purpose: a guarded network, a peering with the hub, flow logs."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blueprint.model import LandingZone
from generator.plan import access, network
from generator.plan.addressing import Layout
from generator.plan.frame import NETWORK, WATCHER, WORKLOAD, Frame, existing, ref
from generator.plan.hub_facts import HubFacts
from generator.plan.model.network import VirtualNetwork
from generator.plan.model.package import Module
from generator.plan.model.services import Elsewhere, Existing
from generator.plan.model.values import Ref
from generator.plan.services.service import Door
from generator.plan.subnet_rules import rules
from generator.plan.telemetry import FlowSink, Sink, diagnostics, flow_logs
from generator.plan.traffic import ZoneTraffic


@dataclass(frozen=True, slots=True)
class Zone:
    """A landing zone being planned: its part of the blueprint, its frame, its addresses, its flows, its hub."""

    spec: LandingZone
    frame: Frame
    layout: Layout
    traffic: ZoneTraffic
    hub: HubFacts

    @property
    def sink(self) -> Sink:
        """Where its logs go."""
        return Sink(self.hub.log_analytics_id)


def virtual_network(zone: Zone, storage: Ref | None = None) -> tuple[Module, VirtualNetwork]:
    """The module with security groups, route table and the network; `storage` is what an endpoint policy admits."""
    frame, brief = zone.frame, zone.frame.brief
    groups = {
        role: network.security_group(frame, NETWORK, role, rules(brief, zone.traffic, role))
        for role in zone.layout.subnets
    }
    table = network.default_route(frame, NETWORK, zone.hub.firewall_address)
    policy = network.endpoint_policy(frame, NETWORK, storage) if storage else None
    guards = network.zone_guards(
        {role: ref(group.resource) for role, group in groups.items()},
        ref(table.resource),
        ref(policy.resource) if policy else None,
    )
    planned = network.virtual_network(frame, NETWORK, zone.layout, guards, (zone.hub.firewall_address,))
    module = Module(
        name=network.MODULE,
        title="Network",
        scope=NETWORK,
        security_groups=tuple(groups.values()),
        route_tables=(table,),
        endpoint_policies=(policy,) if policy else (),
        networks=(planned,),
        diagnostics=diagnostics(frame, [*(g.resource for g in groups.values()), planned.resource], zone.sink),
    )
    return module, planned


def peering(zone: Zone, virtual_network: VirtualNetwork) -> tuple[Module, Module]:
    """Both halves of the peering; the hub's first, because its partner may one day ask for its gateway."""
    hub_half, own_half = network.peerings(zone.frame, virtual_network, zone.hub)
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


def door(zone: Zone, virtual_network: VirtualNetwork) -> Door:
    """Where the private endpoints of the landing zone's services go."""
    return Door(WORKLOAD, network.subnet_ref(virtual_network, "endpoints"), zone.hub.zones)


def flow_log(zone: Zone, virtual_network: VirtualNetwork) -> Module:
    """The flow log of the landing zone's network; records stay in its region."""
    storage = zone.hub.flow_storage[zone.frame.location.value]
    sink = FlowSink(storage, zone.hub.log_analytics_id, zone.hub.flow_identity_id)
    return flow_logs(zone.frame, WATCHER, virtual_network, sink)


def people(zone: Zone, scopes: dict[str, access.Scope]) -> tuple[Module, ...]:
    """What people may do: on the given scopes, and on the groups that every landing zone has."""
    everywhere = {"workload-group": access.Scope(WORKLOAD), "network-group": access.Scope(NETWORK)}
    rows = access.people(zone.frame, zone.frame.package)
    return access.access_modules(zone.frame, "persona", rows, scopes | everywhere, WORKLOAD)
