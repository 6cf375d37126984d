"""Assembles the package of a machine learning landing zone: its modules in the order in which they can deploy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from generator.blueprint.model import LandingZone
from generator.catalog.read import kinds, services
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
from generator.plan.services.service import Wiring, endpoints, plan_service
from generator.plan.telemetry import FlowSink, Sink, diagnostic, flow_logs
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
    endpoint_subnet = network.subnet_ref(virtual_network, "endpoints")
    doors = [
        endpoints(zone.frame, before[symbol], WORKLOAD, resources[symbol], endpoint_subnet, zone.hub.zones)
        for symbol in planned
        if before[symbol].endpoints
    ]
    scopes = _scopes(resources, doors)
    identity_rows = [
        (access.identity_holder(i), row) for i in identities for row in access.specs("identity", i.resource.symbol)
    ]
    rights = access.access_modules(zone.frame, "identity", identity_rows, scopes, WORKLOAD, identities)
    first = tuple(module.name for module in (*rights, *doors))
    workspace = _workspace(zone, services()[WORKSPACE], resources, held, virtual_network, first)
    target = workspace.services[0].resource
    front = endpoints(zone.frame, services()[WORKSPACE], WORKLOAD, target, endpoint_subnet, zone.hub.zones)
    peering = _peering(zone, virtual_network)
    links = {
        "computeSubnet": network.subnet_ref(virtual_network, "compute"),
        "clusterIdentity": held["clusterIdentity"],
    }
    ready = (front.name, *(module.name for module in rights), peering[1].name)
    compute = plan_compute(zone.frame, WORKLOAD, zone.spec, target, links, ready)
    flow_sink = FlowSink(
        zone.hub.flow_storage[zone.frame.location.value], zone.hub.log_analytics_id, zone.hub.flow_identity_id
    )
    people = access.access_modules(
        zone.frame,
        "persona",
        access.people(zone.frame, zone.frame.package),
        scopes | {"workspace": access.Scope(WORKLOAD, target), "network-group": access.Scope(NETWORK)},
        WORKLOAD,
    )
    return (
        Module(name="identities", title="Managed identities", scope=WORKLOAD, identities=identities),
        *planned.values(),
        net,
        *peering,
        flow_logs(zone.frame, WATCHER, virtual_network, flow_sink),
        *doors,
        *rights,
        workspace,
        front,
        compute,
        *people,
    )


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
    logs = kinds()["security-group"].diagnostics
    assert logs is not None
    module = Module(
        name=network.MODULE,
        title="Network",
        scope=NETWORK,
        security_groups=tuple(groups.values()),
        route_tables=(table,),
        endpoint_policies=(policy,) if policy else (),
        networks=(planned,),
        diagnostics=tuple(diagnostic(frame, group.resource, logs, zone.sink) for group in groups.values()),
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


def _workspace(
    zone: Zone,
    spec: Service,
    resources: Mapping[str, Resource],
    held: Mapping[str, Ref],
    virtual_network: VirtualNetwork,
    after: tuple[str, ...],
) -> Module:
    """The workspace, once its services, their private endpoints and its identity's rights are there."""
    links = {symbol: ref(resource) for symbol, resource in resources.items()}
    links |= {**held, "computeSubnet": network.subnet_ref(virtual_network, "compute")}
    builder = zone.spec.clusters[0]
    values = {
        "friendlyName": Given(
            "workspaceSettings",
            "friendlyName",
            f"{zone.spec.name} ({zone.spec.environment})",
            "Name shown in the studio.",
        ),
        "imageBuildCompute": Given(
            "workspaceSettings", "imageBuildCompute", builder.name, "Cluster that builds images."
        ),
    }
    why = zone.frame.brief.because(f"Landing zone {zone.spec.name} is for machine learning.", zone.frame.at)
    module = plan_service(zone.frame, spec, WORKLOAD, Wiring(links, values, zone.sink), why)
    return replace(module, after=after)
