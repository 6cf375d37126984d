"""Assembles the package of a machine learning landing zone: its modules in the order in which they can deploy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from generator.blueprint.model import LandingZone
from generator.catalog.read import services
from generator.catalog.spec import Service
from generator.plan import access, network
from generator.plan.addressing import Layout
from generator.plan.frame import Frame, existing, ref
from generator.plan.hub_facts import HubFacts
from generator.plan.model.network import VirtualNetwork
from generator.plan.model.package import Elsewhere, Module
from generator.plan.model.services import Existing, Identity
from generator.plan.model.values import Given, Ref, Resource
from generator.plan.services.compute import plan_compute
from generator.plan.services.service import Door, Wiring, endpoints, plan_service
from generator.plan.telemetry import FlowSink, Sink, diagnostics, flow_logs
from generator.plan.traffic import ZoneTraffic, rules

NETWORK, WORKLOAD, WATCHER = "networkGroup", "workloadGroup", "watcherGroup"
WORKSPACE, STORAGE = "machine-learning", "storage"


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


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    identities = _identities(zone)
    held = {i.resource.symbol: ref(i.resource) for i in identities}
    specs = [service for service in services().values() if zone.spec.purpose in service.purposes]
    before = {spec.symbol: spec for spec in specs if spec.kind != WORKSPACE}
    planned = _services(zone, before, held)
    resources = {symbol: module.services[0].resource for symbol, module in planned.items()}
    net, virtual_network = _network(zone, ref(resources[STORAGE]))
    door = Door(WORKLOAD, network.subnet_ref(virtual_network, "endpoints"), zone.hub.zones)
    doors = [endpoints(zone.frame, before[s], resources[s], door) for s in planned if before[s].endpoints]
    rights = _identity_rights(zone, identities, resources, doors)
    links = {symbol: ref(resource) for symbol, resource in resources.items()} | held
    links["computeSubnet"] = network.subnet_ref(virtual_network, "compute")
    workspace = _workspace(zone, links, tuple(module.name for module in (*rights, *doors)))
    target = workspace.services[0].resource
    front = endpoints(zone.frame, services()[WORKSPACE], target, door)
    peering = _peering(zone, virtual_network)
    # Nothing starts before its workspace can be reached, its identity has its rights, and there is a way out.
    ready = (front.name, *(module.name for module in rights), peering[1].name)
    return (
        Module(name="identities", title="Managed identities", scope=WORKLOAD, identities=identities),
        *planned.values(),
        net,
        *peering,
        flow_logs(zone.frame, WATCHER, virtual_network, _flow_sink(zone)),
        *doors,
        *rights,
        workspace,
        front,
        plan_compute(zone.frame, WORKLOAD, zone.spec, target, links, ready),
        *_people(zone, resources, target),
    )


def _flow_sink(zone: Zone) -> FlowSink:
    """Flow records stay in the region of the landing zone."""
    storage = zone.hub.flow_storage[zone.frame.location.value]
    return FlowSink(storage, zone.hub.log_analytics_id, zone.hub.flow_identity_id)


def _identity_rights(
    zone: Zone, identities: tuple[Identity, ...], resources: Mapping[str, Resource], doors: list[Module]
) -> tuple[Module, ...]:
    """What the identities may do; granted before the workspace is made, which needs it while it is provisioned."""
    holders = [access.identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in access.specs("identity", holder.name)]
    return access.access_modules(zone.frame, "identity", rows, _scopes(resources, doors), WORKLOAD, identities)


def _people(zone: Zone, resources: Mapping[str, Resource], workspace: Resource) -> tuple[Module, ...]:
    """What people may do, once the workspace is there."""
    scopes = _scopes(resources, []) | {
        "workspace": access.Scope(WORKLOAD, workspace),
        "network-group": access.Scope(NETWORK),
    }
    return access.access_modules(zone.frame, "persona", access.people(zone.frame, zone.frame.package), scopes, WORKLOAD)


def _identities(zone: Zone) -> tuple[Identity, ...]:
    return (
        access.identity(zone.frame, WORKLOAD, "workspaceIdentity", "workspace", "The workspace acts as this identity."),
        access.identity(zone.frame, WORKLOAD, "clusterIdentity", "cluster", "Jobs on clusters act as this identity."),
    )


def _services(zone: Zone, specs: Mapping[str, Service], held: Mapping[str, Ref]) -> dict[str, Module]:
    """The services other than the workspace, each after those it names."""
    order = TopologicalSorter({s: [n for n in spec.links.values() if n in specs] for s, spec in sorted(specs.items())})
    links: dict[str, Ref | Given[str]] = {**held, "logAnalytics": zone.hub.log_analytics_id}
    tenant = Given("tenant", "", zone.frame.brief.blueprint.institution.tenant.lower(), "Microsoft Entra tenant id.")
    planned: dict[str, Module] = {}
    for symbol in order.static_order():
        why = zone.frame.brief.because(f"Landing zone {zone.spec.name} is for machine learning.", zone.frame.at)
        wiring = Wiring(links, {"tenant": tenant}, zone.sink)
        planned[symbol] = plan_service(zone.frame, specs[symbol], WORKLOAD, wiring, why)
        links[symbol] = ref(planned[symbol].services[0].resource)
    return planned


def _network(zone: Zone, storage: Ref) -> tuple[Module, VirtualNetwork]:
    """The module with security groups, route table, endpoint policy and the virtual network."""
    frame, brief = zone.frame, zone.frame.brief
    groups = {
        role: network.security_group(frame, NETWORK, role, rules(brief, zone.traffic, role))
        for role in zone.layout.subnets
    }
    table = network.default_route(frame, NETWORK, zone.hub.firewall_address)
    policy = network.endpoint_policy(frame, NETWORK, storage) if zone.spec.exfiltration_prevention else None
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


def _peering(zone: Zone, virtual_network: VirtualNetwork) -> tuple[Module, Module]:
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


def _scopes(resources: Mapping[str, Resource], doors: list[Module]) -> dict[str, access.Scope]:
    """What grants may be on before the workspace exists: the group, the services, the private endpoints."""
    scopes = {symbol: access.Scope(WORKLOAD, resource) for symbol, resource in resources.items()}
    scopes |= {
        f"endpoint:{endpoint.group}": access.Scope(WORKLOAD, endpoint.resource)
        for door in doors
        for endpoint in door.endpoints
    }
    return scopes | {"workload-group": access.Scope(WORKLOAD)}


def _workspace(zone: Zone, links: Mapping[str, Ref], after: tuple[str, ...]) -> Module:
    """The workspace, once its services, their private endpoints and its identity's rights are there."""
    builder = zone.spec.clusters[0]
    title = f"{zone.spec.name} ({zone.spec.environment})"
    values = {
        "friendlyName": Given("workspaceSettings", "friendlyName", title, "Name shown in the studio."),
        "imageBuildCompute": Given(
            "workspaceSettings", "imageBuildCompute", builder.name, "Cluster that builds images."
        ),
    }
    why = zone.frame.brief.because(f"Landing zone {zone.spec.name} is for machine learning.", zone.frame.at)
    wiring = Wiring(links, values, zone.sink)
    return replace(plan_service(zone.frame, services()[WORKSPACE], WORKLOAD, wiring, why), after=after)
