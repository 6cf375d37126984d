"""What an Azure ML workspace stands on: services, network, private endpoints, identities with rights; then itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from ringfence.catalog.read import services
from ringfence.catalog.spec import Service
from ringfence.plan.context import services_in_use
from ringfence.plan.context.package_context import WORKLOAD, ref
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.managed_identities import CLUSTER_IDENTITY, WORKSPACE_IDENTITY
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.package import Module
from ringfence.plan.model.services import Identity
from ringfence.plan.model.values import Given, Reason, Ref, Resource
from ringfence.plan.services import language_model, model_registry
from ringfence.plan.services.service import EndpointPlacement, Links, Values, Wiring, endpoints, plan_service
from ringfence.plan.zones import landing_zone
from ringfence.plan.zones.zone_context import ZoneContext

STORAGE, LANGUAGE_MODEL = "storage", "languageModel"


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """What must be there before a workspace is made; `services` are the modules by the symbol of their service."""

    identities: Module
    services: Mapping[str, Module]
    network: Module
    virtual_network: VirtualNetwork
    peering: tuple[Module, Module]
    door: EndpointPlacement
    doors: tuple[Module, ...]
    rights: tuple[Module, ...]

    @property
    def resources(self) -> dict[str, Resource]:
        """The services by symbol."""
        return {symbol: module.services[0].resource for symbol, module in self.services.items()}

    @property
    def links(self) -> dict[str, Ref]:
        """Services and identities as a workspace names them."""
        held = [identity.resource for identity in self.identities.identities]
        return {one.symbol: ref(one) for one in (*self.resources.values(), *held)}

    def before(self, zone: ZoneContext) -> tuple[Module, ...]:
        """The modules that come before the workspace, in the order in which they can deploy."""
        log = landing_zone.flow_log(zone, self.virtual_network)
        services = self.services.values()
        return (self.identities, *services, self.network, *self.peering, log, *self.doors, *self.rights)


def footing(
    zone: ZoneContext, kind: str, identities: tuple[Identity, ...], *, guard: bool, group: str = ""
) -> Prerequisites:
    """The footing of a workspace of this kind.

    With `guard` an endpoint policy of the network admits the workspace's own storage account only. `group` is a name
    for the package's resource group under which the table of grants may know it too.
    """
    specs = {spec.symbol: spec for spec in services_in_use.zone_services(zone.spec) if spec.kind != kind}
    planned = _services(zone, specs, {i.resource.symbol: ref(i.resource) for i in identities})
    resources = {symbol: module.services[0].resource for symbol, module in planned.items()}
    network, virtual_network = landing_zone.guarded_network(zone, ref(resources[STORAGE]) if guard else None)
    door = landing_zone.door(zone, virtual_network)
    doors = tuple(endpoints(zone.package, specs[s], resources[s], door) for s in planned if specs[s].endpoints)
    scopes = {**_scopes(resources, doors), **({group: role_assignments.Scope(WORKLOAD)} if group else {})}
    return Prerequisites(
        identities=Module(name="identities", title="Managed identities", scope=WORKLOAD, identities=identities),
        services=planned,
        network=network,
        virtual_network=virtual_network,
        peering=landing_zone.peering(zone, virtual_network),
        door=door,
        doors=doors,
        rights=_identity_rights(zone, identities, scopes),
    )


def workspace_identity(zone: ZoneContext) -> Identity:
    """The identity that the workspace acts as."""
    text = "The workspace acts as this identity."
    return managed_identities.identity(zone.package, WORKLOAD, WORKSPACE_IDENTITY, "workspace", text)


def cluster_identity(zone: ZoneContext) -> Identity:
    """The identity that jobs act as."""
    text = "Jobs on clusters act as this identity."
    return managed_identities.identity(zone.package, WORKLOAD, CLUSTER_IDENTITY, "cluster", text)


def workspace(zone: ZoneContext, kind: str, links: Links, after: tuple[str, ...], more: Values) -> Module:
    """The workspace, once its services, their private endpoints and its identity's rights are there."""
    builder = zone.spec.clusters[0]
    title = f"{zone.spec.name} ({zone.spec.environment})"
    values = {
        "friendlyName": Given("workspaceSettings", "friendlyName", title, "Name shown in the studio."),
        "imageBuildCompute": Given(
            "workspaceSettings", "imageBuildCompute", builder.name, "Cluster that builds images."
        ),
        **more,
    }
    spec, wiring = services()[kind], Wiring(links, values, zone.sink)
    return replace(plan_service(zone.package, spec, WORKLOAD, wiring, _why(zone, spec)), after=after)


def front(zone: ZoneContext, kind: str, target: Resource, door: EndpointPlacement) -> Module:
    """The workspace's own private endpoint."""
    return endpoints(zone.package, services()[kind], target, door)


def scopes(resources: Mapping[str, Resource], target: Resource) -> dict[str, role_assignments.Scope]:
    """What grants may be on once the workspace is there."""
    return _scopes(resources, ()) | {"workspace": role_assignments.Scope(WORKLOAD, target)}


def _identity_rights(
    zone: ZoneContext, identities: tuple[Identity, ...], scopes: Mapping[str, role_assignments.Scope]
) -> tuple[Module, ...]:
    """What the identities may do; granted before the workspace is made, which needs it while it is provisioned."""
    holders = [role_assignments.identity_holder(one) for one in identities]
    rows = [(holder, row) for holder in holders for row in role_assignments.specs("identity", holder.name)]
    return role_assignments.access_modules(zone.package, "identity", rows, scopes, WORKLOAD, identities)


def _services(zone: ZoneContext, specs: Mapping[str, Service], held: Mapping[str, Ref]) -> dict[str, Module]:
    """The services other than the workspace, each after those it names."""
    order = TopologicalSorter({s: [n for n in spec.links.values() if n in specs] for s, spec in sorted(specs.items())})
    links: dict[str, Ref | Given[str]] = {**held, "logAnalytics": zone.hub.log_analytics_id}
    tenant = Given(
        "tenant", "", zone.package.context.blueprint.institution.tenant.lower(), "Microsoft Entra tenant id."
    )
    values = {"tenant": tenant, **(model_registry.values(zone.package) if zone.spec.registry else {})}
    if LANGUAGE_MODEL in specs:
        values["subdomain"] = language_model.subdomain(zone.package)
    planned: dict[str, Module] = {}
    for symbol in order.static_order():
        wiring = Wiring(links, values, zone.sink)
        planned[symbol] = plan_service(zone.package, specs[symbol], WORKLOAD, wiring, _why(zone, specs[symbol]))
        links[symbol] = ref(planned[symbol].services[0].resource)
    if zone.spec.language_model:
        account = planned[LANGUAGE_MODEL]
        planned[LANGUAGE_MODEL] = language_model.with_models(zone.package, account, zone.spec.language_model)
    return planned


_PURPOSES = {"machine-learning": "machine learning", "inference": "inference"}


def _why(zone: ZoneContext, spec: Service) -> Reason:
    """Why the landing zone has a service: its purpose, or the key that asks for it."""
    if spec.asked:
        return zone.package.context.because(
            f"Landing zone {zone.spec.name} asks for it.", (*zone.package.at, spec.asked)
        )
    text = f"Landing zone {zone.spec.name} is for {_PURPOSES[zone.spec.purpose]}."
    return zone.package.context.because(text, zone.package.at)


def _scopes(resources: Mapping[str, Resource], doors: tuple[Module, ...]) -> dict[str, role_assignments.Scope]:
    """What grants may be on before the workspace exists: the group, the services, the private endpoints."""
    scopes = {symbol: role_assignments.Scope(WORKLOAD, resource) for symbol, resource in resources.items()}
    scopes |= {
        f"endpoint:{endpoint.group}": role_assignments.Scope(WORKLOAD, endpoint.resource)
        for door in doors
        for endpoint in door.endpoints
    }
    return scopes | {"workload-group": role_assignments.Scope(WORKLOAD)}
