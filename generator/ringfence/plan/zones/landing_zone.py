"""What every landing zone has, whatever its purpose: a guarded network, a peering with the hub, flow logs."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.purpose import Subnet
from ringfence.plan.context.blueprint_context import Path
from ringfence.plan.context.package_context import NETWORK, WATCHER, WORKLOAD, ref
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.services import Elsewhere, Existing
from ringfence.plan.model.values import Given, Ref, Resource
from ringfence.plan.network import networks, security_groups
from ringfence.plan.network.dns_links import link_module
from ringfence.plan.rules.subnet_rules import rules
from ringfence.plan.services.service import EndpointPlacement
from ringfence.plan.telemetry.diagnostic_settings import diagnostics
from ringfence.plan.telemetry.flow_logs import FlowSink, flow_logs
from ringfence.plan.zones.zone_context import ZoneContext


def guarded_network(zone: ZoneContext, admitted: Mapping[str, Ref]) -> tuple[Module, Module, VirtualNetwork]:
    """The module with security groups, then that with route table and the network; `admitted` are accounts, by role
    of the subnet whose endpoint policy admits them."""
    package, context = zone.package, zone.package.context
    groups = {
        role: security_groups.security_group(package, NETWORK, role, rules(context, zone.traffic, role))
        for role in zone.layout.subnets
    }
    table = networks.default_route(package, NETWORK, zone.hub.firewall_address)
    at: Path = (*package.at, zone.spec.workload_key)
    further = zone.spec.machine_learning.storage_accounts if zone.spec.machine_learning else ()
    policies = {
        role: networks.endpoint_policy(package, NETWORK, account, at, further) for role, account in admitted.items()
    }
    guards = networks.zone_guards(
        {role: security_groups.guard(group) for role, group in groups.items()},
        ref(table.resource),
        {role: ref(policy.resource) for role, policy in policies.items()},
        {role: _delegated(zone, subnet) for role, subnet in zone.purpose.subnets.items()},
    )
    planned = networks.virtual_network(package, NETWORK, zone.layout, guards, (zone.hub.firewall_address,))
    guards_module = security_groups.security_groups(package, NETWORK, tuple(groups.values()), zone.sink)
    module = Module(
        name=networks.MODULE,
        title="Network",
        scope=NETWORK,
        after=(guards_module.name,),
        route_tables=(table,),
        endpoint_policies=tuple(policies.values()),
        networks=(planned,),
        diagnostics=diagnostics(package, [planned.resource], zone.sink),
    )
    return guards_module, module, planned


def _delegated(zone: ZoneContext, subnet: Subnet) -> Subnet:
    """A subnet with the delegation that an option of the landing zone asks for."""
    found = [to for option, to in subnet.delegations.items() if option in zone.asked]
    return subnet.model_copy(update={"delegation": found[0]}) if found else subnet


def dns_link(zone: ZoneContext, virtual_network: VirtualNetwork) -> tuple[Module, ...]:
    """The module that links the network to the DNS security policy of its region; none where the hub has none.

    It judges what asks Azure's resolver directly; the network's own DNS server is the firewall.
    """
    policy = zone.hub.dns_policies.get(zone.package.location.value)
    if policy is None:
        return ()
    why = zone.package.context.because(
        "What asks Azure's resolver past the firewall is judged and logged as the hub's queries are.",
        (*HUB_AT, "dns"),
        source="MicrosoftDocs/azure-docs dns/dns-security-policy.md (2026-08-11)",
    )
    scope = Elsewhere(subscription=zone.hub.subscription, group=zone.hub.group)
    return (link_module(zone.package, scope, policy, zone.package.name, ref(virtual_network.resource), why, after=()),)


def peering(zone: ZoneContext, virtual_network: VirtualNetwork, before: tuple[str, ...] = ()) -> tuple[Module, Module]:
    """Both halves of the peering; the hub's first, because its partner may one day ask for its gateway.

    `before` are modules that also touch the network: Azure takes one change of it at a time.
    """
    hub_half, own_half = networks.peerings(zone.package, virtual_network, zone.hub)
    hub_scope = Elsewhere(subscription=zone.hub.subscription, group=zone.hub.group)
    local = virtual_network.resource
    hub_network, own_network = _half(local, zone.hub.network_name), _half(local, networks.network_name(zone.package))
    there = Module(
        name="peering-hub",
        title="One half of a peering with the hub",
        scope=hub_scope,
        shape="peering",
        shared=True,
        gives="the hub offers its gateway before it is used",
        existing=(hub_network,),
        peerings=(hub_half,),
    )
    here = Module(
        name="peering-spoke",
        title="One half of a peering with the hub",
        scope=NETWORK,
        shape="peering",
        shared=True,
        gives="the network is peered: there is a way out, and nothing changes it any more",
        after=("network", *before, "peering-hub"),
        existing=(own_network,),
        peerings=(own_half,),
    )
    return there, here


def _half(network: Resource, name: Given[str]) -> Existing:
    """The network that a half of the peering is a part of, by its name."""
    return Existing(symbol=network.symbol, type=network.type, api=network.api, name=name, by="networkName")


def endpoint_placement(zone: ZoneContext, virtual_network: VirtualNetwork, after: str) -> EndpointPlacement:
    """Where the private endpoints of the landing zone's services go, once module `after` has peered the network."""
    return EndpointPlacement(WORKLOAD, after, virtual_network, zone.hub.dns, zone.hub.zones)


def flow_log(zone: ZoneContext, virtual_network: VirtualNetwork) -> Module:
    """The flow log of the landing zone's network; records stay in its region."""
    storage = zone.hub.flow_storage[zone.package.location.value]
    sink = FlowSink(storage, zone.hub.log_analytics_id, zone.hub.flow_identity_id)
    return flow_logs(zone.package, WATCHER, virtual_network, sink)
