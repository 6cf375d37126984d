"""The package of a machine-learning landing zone: its modules in the order in which they can deploy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from generator.catalog.read import services
from generator.catalog.spec import Service
from generator.plan import access, choice, landing_zone, network
from generator.plan.frame import ref
from generator.plan.landing_zone import WORKLOAD, Zone
from generator.plan.model.package import Module
from generator.plan.model.services import Identity
from generator.plan.model.values import Given, Reason, Ref, Resource
from generator.plan.services import language_model
from generator.plan.services.compute import plan_compute
from generator.plan.services.service import Wiring, endpoints, plan_service
from generator.plan.workers import worker

WORKSPACE, STORAGE, LANGUAGE_MODEL, MLFLOW = "machine-learning", "storage", "languageModel", "mlflow"


def modules(zone: Zone) -> tuple[Module, ...]:
    """Every module of the package."""
    identities = _identities(zone)
    held = {i.resource.symbol: ref(i.resource) for i in identities}
    before = {spec.symbol: spec for spec in choice.zone_services(zone.spec) if spec.kind != WORKSPACE}
    planned = _services(zone, before, held)
    resources = {symbol: module.services[0].resource for symbol, module in planned.items()}
    net, virtual_network = landing_zone.virtual_network(
        zone, ref(resources[STORAGE]) if zone.spec.exfiltration_prevention else None
    )
    door = landing_zone.door(zone, virtual_network)
    doors = [endpoints(zone.frame, before[s], resources[s], door) for s in planned if before[s].endpoints]
    rights = _identity_rights(zone, identities, resources, doors)
    links = {symbol: ref(resource) for symbol, resource in resources.items()} | held
    links["computeSubnet"] = network.subnet_ref(virtual_network, "compute")
    workspace = _workspace(zone, links, tuple(module.name for module in (*rights, *doors)))
    if LANGUAGE_MODEL in resources:
        known = language_model.connection(zone.frame, workspace.services[0].resource, resources[LANGUAGE_MODEL])
        workspace = replace(workspace, services=(*workspace.services, known))
    target = workspace.services[0].resource
    front = endpoints(zone.frame, services()[WORKSPACE], target, door)
    peering = landing_zone.peering(zone, virtual_network)
    # Nothing starts before its workspace can be reached, its identity has its rights, and there is a way out.
    ready = (front.name, *(module.name for module in rights), peering[1].name)
    scopes = _scopes(resources, []) | {"workspace": access.Scope(WORKLOAD, target)}
    return (
        Module(name="identities", title="Managed identities", scope=WORKLOAD, identities=identities),
        *planned.values(),
        net,
        *peering,
        landing_zone.flow_log(zone, virtual_network),
        *doors,
        *rights,
        workspace,
        front,
        plan_compute(zone.frame, WORKLOAD, zone.spec, target, links, ready),
        *_guest_rights(zone, scopes),
        *landing_zone.people(zone, scopes),
    )


def _identity_rights(
    zone: Zone, identities: tuple[Identity, ...], resources: Mapping[str, Resource], doors: list[Module]
) -> tuple[Module, ...]:
    """What the identities may do; granted before the workspace is made, which needs it while it is provisioned."""
    holders = [access.identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in access.specs("identity", holder.name)]
    return access.access_modules(zone.frame, "identity", rows, _scopes(resources, doors), WORKLOAD, identities)


def _guest_rights(zone: Zone, scopes: Mapping[str, access.Scope]) -> tuple[Module, ...]:
    """What jobs of other landing zones may do that use the workspace's MLflow."""
    guests = [worker(zone.frame, MLFLOW, way.start, way.at) for way in zone.traffic.arrivals]
    rows = [(holder, row) for holder, _ in guests for row in access.specs(MLFLOW, "mlflowIdentity")]
    return access.access_modules(zone.frame, MLFLOW, rows, scopes, WORKLOAD, others=[known for _, known in guests])


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
    values = {"tenant": tenant}
    if LANGUAGE_MODEL in specs:
        values["subdomain"] = language_model.subdomain(zone.frame)
    planned: dict[str, Module] = {}
    for symbol in order.static_order():
        wiring = Wiring(links, values, zone.sink)
        planned[symbol] = plan_service(zone.frame, specs[symbol], WORKLOAD, wiring, _why(zone, specs[symbol]))
        links[symbol] = ref(planned[symbol].services[0].resource)
    if zone.spec.language_model:
        account = planned[LANGUAGE_MODEL]
        planned[LANGUAGE_MODEL] = language_model.with_models(zone.frame, account, zone.spec.language_model)
    return planned


def _why(zone: Zone, spec: Service) -> Reason:
    """Why the landing zone has a service: its purpose, or the key that asks for it."""
    if spec.asked:
        return zone.frame.brief.because(f"Landing zone {zone.spec.name} asks for it.", (*zone.frame.at, spec.asked))
    return zone.frame.brief.because(f"Landing zone {zone.spec.name} is for machine learning.", zone.frame.at)


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
    spec, wiring = services()[WORKSPACE], Wiring(links, values, zone.sink)
    return replace(plan_service(zone.frame, spec, WORKLOAD, wiring, _why(zone, spec)), after=after)
