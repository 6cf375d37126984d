"""What stands before the lead service of a landing zone: identities, services, network, endpoints, role assignments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from ringfence.catalog.spec import Service
from ringfence.plan.context import services_in_use
from ringfence.plan.context.package_context import WORKLOAD, ref
from ringfence.plan.identity import managed_identities, role_assignments
from ringfence.plan.identity.role_assignments import Scope, Scopes
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.services import Identity
from ringfence.plan.model.values import Given, Reason, Ref, Resource
from ringfence.plan.network import networks
from ringfence.plan.services.hooks import hooks_of
from ringfence.plan.services.managed_endpoints import own_targets, with_endpoints
from ringfence.plan.services.service import EndpointPlacement, Links, Values, Wiring, endpoints, plan_service
from ringfence.plan.zones import landing_zone
from ringfence.plan.zones.zone_context import ZoneContext

IDENTITIES = "identities"


@dataclass(frozen=True, slots=True)
class PlacedService:
    """A service of the package: its folder, and the module that declares it."""

    spec: Service
    module: Module

    @property
    def resource(self) -> Resource:
        """The service itself."""
        return self.module.services[0].resource

    @property
    def called(self) -> str:
        """What main calls it: its symbol, but for one of several of a kind."""
        return self.module.account or self.resource.symbol


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """What must be there before the lead is made; `modules` are in the order in which they can deploy."""

    identities: tuple[Identity, ...]
    services: tuple[PlacedService, ...]
    virtual_network: VirtualNetwork
    placement: EndpointPlacement
    endpoints: tuple[Module, ...]
    rights: tuple[Module, ...]
    route: str
    modules: tuple[Module, ...]
    links: Mapping[str, Ref]

    def resource(self, symbol: str) -> Resource | None:
        """The service with this symbol; None when the package has none."""
        return next((one.resource for one in self.services if one.spec.symbol == symbol), None)

    def identity(self, symbol: str) -> Identity:
        """The identity with this symbol; raises StopIteration when the package has none."""
        return next(one for one in self.identities if one.resource.symbol == symbol)


def prerequisites(zone: ZoneContext, lead: str) -> Prerequisites:
    """The prerequisites of a landing zone whose lead is the service of this kind ('' for none)."""
    identities = tuple(_identities(zone))
    held = {one.resource.symbol: ref(one.resource) for one in identities}
    services = tuple(_services(zone, lead, held))
    guards, network, virtual_network = landing_zone.guarded_network(zone, _admitted(zone, services))
    judged = landing_zone.dns_link(zone, virtual_network)
    peering = landing_zone.peering(zone, virtual_network, tuple(module.name for module in judged))
    placement = landing_zone.endpoint_placement(zone, virtual_network, peering[1].name)
    doors = tuple(service_endpoints(zone, one, placement) for one in services if one.spec.endpoints)
    on = {"workload-group": (Scope(WORKLOAD),), **scopes(services, doors)}
    rows = role_assignments.of_identities(identities, on, kinds=_kinds(services, lead))
    rights = role_assignments.access_modules(zone.package, "identity", rows, WORKLOAD, identities)
    log = landing_zone.flow_log(zone, virtual_network)
    own = tuple(one.module for one in services if one.spec.inside is None)
    return Prerequisites(
        identities=identities,
        services=services,
        virtual_network=virtual_network,
        placement=placement,
        endpoints=doors,
        rights=rights,
        route=peering[1].name,
        modules=(
            *_identity_module(identities, services),
            *own,
            guards,
            network,
            *judged,
            *peering,
            log,
            *doors,
            *rights,
        ),
        links={
            **held,
            **{one.called: ref(one.resource) for one in services},
            **{
                f"{subnet.role}Subnet": networks.subnet_ref(virtual_network, subnet.role)
                for subnet in virtual_network.subnets
            },
            "virtualNetwork": ref(virtual_network.resource),
        },
    )


def _identities(zone: ZoneContext) -> Iterator[Identity]:
    for symbol, spec in zone.purpose.identities.items():
        if not spec.of and (not spec.when or spec.when in zone.asked):
            yield managed_identities.identity(zone.package, WORKLOAD, symbol, spec.word, spec.why)


def _identity_module(identities: tuple[Identity, ...], services: tuple[PlacedService, ...]) -> Iterator[Module]:
    """The module of the identities, and of the services that stand beside them."""
    if not identities:
        return
    beside = [one for one in services if one.spec.inside is not None]
    titles = [one.spec.inside.title for one in beside if one.spec.inside]
    yield Module(
        name=IDENTITIES,
        title=titles[0] if titles else "Managed identities",
        scope=WORKLOAD,
        identities=identities,
        services=tuple(service for one in beside for service in one.module.services),
        diagnostics=tuple(setting for one in beside for setting in one.module.diagnostics),
        locks=tuple(lock for one in beside for lock in one.module.locks),
    )


def _services(zone: ZoneContext, lead: str, held: Mapping[str, Ref]) -> Iterator[PlacedService]:
    """The services other than the lead, each after those it names."""
    specs = {
        spec.symbol: spec
        for spec in services_in_use.zone_services(zone.package.context.blueprint, zone.spec)
        if spec.kind != lead
    }
    order = TopologicalSorter({s: sorted(spec.names & specs.keys() - {s}) for s, spec in sorted(specs.items())})
    links: dict[str, Ref | Given[str]] = {**held, "logAnalytics": zone.hub.log_analytics_id}
    for symbol in order.static_order():
        for word in services_in_use.words_of(specs[symbol], zone.spec):
            placed = PlacedService(specs[symbol], service_module(zone, specs[symbol], links, word))
            links[placed.called] = ref(placed.resource)
            yield placed


def service_module(zone: ZoneContext, spec: Service, links: Links, word: str = "") -> Module:
    """The module of a service, completed by the hooks of its folder."""
    hooks = hooks_of(spec)
    values: Values = {"tenant": zone.package.tenant, **hooks.values(zone.package, zone.spec)}
    here = ("services", spec.asked) if spec.block else (zone.spec.workload_key,)
    at = (*zone.package.at, *here)
    wiring = Wiring(links, values, zone.sink, zone.spec.block(spec), zone.asked, at)
    why = hooks.why(zone.package, zone.spec, word) if hooks.why else _why(zone, spec)
    inside = spec.inside.module if spec.inside else ""
    module = plan_service(zone.package, spec, WORKLOAD, wiring, why, word=word, inside=inside)
    made = hooks.complete(zone.package, zone.spec, module, links, word)
    return with_endpoints(zone.package, spec, made, own_targets(zone.package, spec, zone.asked, links))


def _why(zone: ZoneContext, spec: Service) -> Reason:
    """Why the landing zone has a service: its purpose, or the key that asks for it."""
    if spec.block:
        text = f"Landing zone {zone.spec.name} asks for it."
        return zone.package.context.because(text, (*zone.package.at, "services", spec.asked))
    text = f"Landing zone {zone.spec.name} is for {zone.purpose.words.noun}."
    return zone.package.context.because(text, zone.package.at)


def _admitted(zone: ZoneContext, services: tuple[PlacedService, ...]) -> dict[str, Ref]:
    """The account that the endpoint policy of a subnet admits, by the subnet's role."""
    policies = {role: subnet.endpointPolicy for role, subnet in zone.purpose.subnets.items() if subnet.endpointPolicy}
    return {
        role: ref(one.resource)
        for role, policy in policies.items()
        for one in services
        if one.spec.kind == policy.service and policy.when in zone.asked
    }


def service_endpoints(zone: ZoneContext, placed: PlacedService, placement: EndpointPlacement) -> Module:
    """The private endpoints of a service, as far as the landing zone asks for them."""
    spec = placed.spec
    wanted = tuple(one for one in spec.endpoints if not one.when or one.when in zone.asked)
    made = hooks_of(spec).makes(zone.package, zone.spec)
    asked = spec.model_copy(update={"endpoints": wanted})
    return endpoints(zone.package, asked, placed.resource, placed.called, placement, made)


def _kinds(services: tuple[PlacedService, ...], lead: str) -> frozenset[str]:
    return frozenset({lead, *(one.spec.kind for one in services)})


def scopes(services: Iterable[PlacedService], doors: Iterable[Module] = ()) -> Scopes:
    """Services and their private endpoints as what role assignments may be on."""
    found: dict[str, tuple[Scope, ...]] = {}
    specs = {}
    for one in services:
        specs[f"{one.module.name}-endpoints"] = one.spec
        found[one.spec.kind] = (
            *found.get(one.spec.kind, ()),
            Scope(WORKLOAD, replace(one.resource, symbol=one.called)),
        )
    for door in doors:
        for endpoint in door.endpoints:
            spec = specs[door.name]
            named = replace(endpoint.resource, symbol=camel(spec.symbol, endpoint.group, "endpoint"))
            found[f"endpoint:{spec.kind}:{endpoint.group}"] = (Scope(WORKLOAD, named),)
    return found
