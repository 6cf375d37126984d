"""Plans any service folder: the resource and its children, private endpoints, diagnostic settings, lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ringfence.blueprint.language.options import nodes, text
from ringfence.blueprint.language.types import Node
from ringfence.catalog.option import Option
from ringfence.catalog.part import Cloud
from ringfence.catalog.purpose import ENDPOINTS as DOORS
from ringfence.catalog.spec import EndpointSpec, Fact, Service
from ringfence.catalog.tables import Region, private_links
from ringfence.plan.context.blueprint_context import BLUEPRINT, Path
from ringfence.plan.context.package_context import PackageContext, name_bounds, ref
from ringfence.plan.model import services as model
from ringfence.plan.model.identifiers import camel, words
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import VirtualNetwork
from ringfence.plan.model.private_endpoint import Endpoint, ZoneConfig
from ringfence.plan.model.rows.bounds import bounds_of_option, region_bounds, type_of_option
from ringfence.plan.model.values import SERVICES, Given, Reason, Ref, Resource, plain
from ringfence.plan.network import networks
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.locks import lock

ENDPOINTS = "private-endpoints"
"""The file of all modules with private endpoints."""
Links = Mapping[str, Ref | Given[str]]
Values = Mapping[str, Given[str] | Given[int] | Given[bool]]


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a service may name: other resources by their catalogue symbol, values, the block of its options and where
    that stands in the blueprint; `asked` are the options of its landing zone.
    """

    links: Links
    values: Values
    sink: Sink | None
    block: Node | None = None
    asked: Collection[str] = ()
    at: Path = ()


UNWIRED = Wiring({}, {}, None)


def _properties(package: PackageContext, facts: Iterable[Fact]) -> tuple[model.Property, ...]:
    """The facts of a service as properties that this package's resource must have."""
    return tuple(
        model.Property(
            path=fact.path,
            value=fact.value,
            security=fact.security,
            because=package.context.because_of(fact, fact.why, package.at),
        )
        for fact in (one.of(package.context.blueprint.institution.cloud) for one in facts)
    )


def plan_service(
    package: PackageContext,
    spec: Service,
    group: str,
    wiring: Wiring,
    why: Reason,
    *,
    region: Region | None = None,
    word: str = "",
    inside: str = "",
) -> Module:
    """The module of one service: resource, children, diagnostic settings, lock.

    `region` is given for services that a package has once a region, `word` tells several in one region apart: modules
    of such services share a file. `inside` is the module that takes it in, where that is not its own.
    """
    short = region.short if region else word
    several = region is not None or bool(spec.repeats)
    called, module = camel(spec.symbol, short), inside or "-".join(filter(None, (spec.kind, short)))
    name = package.given(SERVICES, f"{called}.name", spec.kind, *([short] if short else []))
    place = Given(SERVICES, f"{called}.location", region.name, "", bounds=region_bounds()) if region else None
    resource = package.resource(spec.kind, module, spec.symbol, name, group, why, location=place)
    services = (
        _service(package, spec, resource, wiring, called),
        *_children(package, spec, resource, wiring),
        *_repeated(package, spec, resource, wiring, called),
    )
    return Module(
        name=module,
        title=spec.title,
        scope=group,
        shape=spec.kind if several else "",
        account=called if several else "",
        shared=spec.shared,
        services=services,
        diagnostics=diagnostics(package, [s.resource for s in services], wiring.sink or Sink(ref(resource))),
        locks=(lock(package, resource, spec.lock),) if spec.lock else (),
    )


def _service(package: PackageContext, spec: Service, resource: Resource, wiring: Wiring, called: str) -> model.Service:
    return model.Service(
        resource=resource,
        template=f"services/{spec.template}/main.bicep.j2",
        parent="",
        links={path: wiring.links[name] for path, name in spec.links.items()},
        values={
            **{path: wiring.values[name] for path, name in spec.values.items()},
            **_bound(f"{called}.", spec.options, wiring.block),
        },
        properties=_properties(package, spec.facts),
    )


def _bound(prefix: str, options: Mapping[str, Option], block: Node | None) -> Values:
    """Options at the properties that they become, as fields of a service's settings; `prefix` leads to them."""
    found: dict[str, Given[str] | Given[int] | Given[bool]] = {}
    for key, option in options.items():
        field, bounds = f"{prefix}{key}", bounds_of_option(option)
        match getattr(block, key, None) if option.to else None:
            case bool(value):
                found[option.to] = Given(SERVICES, field, value, option.description)
            case int(value):
                found[option.to] = Given(SERVICES, field, value, option.description, bounds=bounds)
            case str(value):
                type_ = type_of_option(option)
                found[option.to] = Given(SERVICES, field, value, option.description, type_, bounds)
    return found


def _repeated(
    package: PackageContext, spec: Service, parent: Resource, wiring: Wiring, called: str
) -> Iterator[model.Service]:
    """The children that repeat by a list option: one for each element, called by its name."""
    for part in spec.children:
        option = spec.options.get(part.each)
        if option is None or option.items is None or wiring.block is None:
            continue
        elements = nodes(wiring.block, part.each)
        symbols = words(text(element, "name") for element in elements)
        for index, element in enumerate(elements):
            name, at = text(element, "name"), (*wiring.at, part.each, index)
            symbol = camel(part.symbol, symbols[name])
            why = package.context.because(f"{part.title} {name}.", at, source=BLUEPRINT)
            values = _bound(f"{called}.{symbol}.", option.items.properties, element)
            made = child(package, spec, part.kind, parent, name, why, symbol, wiring)
            yield replace(made, values={**made.values, **values})


def _children(package: PackageContext, spec: Service, service: Resource, wiring: Wiring) -> Iterator[model.Service]:
    """The children that the folder names, each after the one that it is part of."""
    why = Reason(text=f"Part of the {spec.title.lower()}: its logs and its deletion rules are set here.")
    made: dict[str, Resource] = {"": service}
    for part in spec.children:
        if part.name and (not part.when or part.when in wiring.asked):
            one = child(package, spec, part.kind, made[part.of], part.name, why, part.symbol, wiring)
            made[part.kind] = one.resource
            yield one


def child(
    package: PackageContext,
    spec: Service,
    kind: str,
    parent: Resource,
    name: str,
    why: Reason,
    symbol: str = "",
    wiring: Wiring = UNWIRED,
) -> model.Service:
    """A child of a service by its kind; hooks plan one whose name the catalogue leaves open."""
    part = next(part for part in spec.children if part.kind == kind)
    own = symbol or camel(part.symbol, name)
    return model.Service(
        resource=package.resource(
            part.kind, parent.module, own, name, parent.id, why, location=None if part.located else ""
        ),
        template=f"services/{spec.template}/{part.template}.bicep.j2",
        parent=parent.symbol,
        links={path: wiring.links[word] for path, word in part.links.items()},
        values={path: wiring.values[word] for path, word in part.values.items()},
        properties=_properties(package, part.facts),
    )


@dataclass(frozen=True, slots=True)
class EndpointPlacement:
    """Where the private endpoints of a service go: its group, its network, and where the zones are, with ids by name.

    `after` is the module that changes the network last. Endpoints made while a network is being changed are refused
    (`ReferencedResourceNotProvisioned`); seen with subnets, not confirmed for peerings. Source:
    Azure-Samples/azuresandbox#329, pulumi/pulumi-azure-native#4340.
    """

    group: str
    after: str
    network: VirtualNetwork
    dns: model.Elsewhere
    zones: Mapping[str, str]

    @property
    def subnet(self) -> Ref:
        """The subnet of private endpoints; raises StopIteration in a network without one."""
        return networks.subnet_ref(self.network, DOORS)


def endpoints(
    package: PackageContext,
    spec: Service,
    target: Resource,
    called: str,
    placement: EndpointPlacement,
    others: Mapping[str, Given[str]] = MappingProxyType({}),
) -> Module:
    """The private endpoints of a service, in a separate module: they come after the network and the service.

    `called` is what main calls the service; `others` are the ids, by resource type, of what Azure makes with it and
    endpoints lead to as well.
    """
    ids: dict[str, Ref | Given[str]] = {**others, "": ref(target)}
    wanted = [one for one in spec.endpoints if not one.scripted]
    made = tuple(_endpoint(package, spec, one, target, called, ids[one.type], placement) for one in wanted)
    return Module(
        name=f"{target.module}-endpoints",
        title="Private endpoints of one service",
        scope=placement.group,
        shape=ENDPOINTS,
        shared=True,
        after=(placement.after,),
        gives="services can be reached before they are used",
        endpoints=made,
    )


def _endpoint(
    package: PackageContext,
    spec: Service,
    one: EndpointSpec,
    target: Resource,
    called: str,
    leads_to: Ref | Given[str],
    placement: EndpointPlacement,
) -> Endpoint:
    link = private_links()[spec.target_type(one), one.group]
    cloud: Cloud = package.context.blueprint.institution.cloud
    module = f"{target.module}-endpoints"
    why = package.context.because_of(link, one.why, package.at)
    base = f"{plain(target.name)}-{one.group}"
    # A module that grants a right on the endpoint needs its name too.
    granted = f"endpoint:{one.group}" in {row.on for row in spec.grants}
    name = Given("endpoints", camel(called, one.group), f"pep-{base}", "", bounds=name_bounds("private-endpoint"))
    resource = package.resource(
        "private-endpoint", module, "privateEndpoints", name if granted else name.value, placement.group, why
    )
    return Endpoint(
        resource=resource,
        zone_group=package.resource("zone-group", module, "zoneGroups", "default", resource.id, why, location=""),
        interface=f"nic-{base}",
        service=ref(target),
        called=called,
        target=leads_to,
        dns=placement.dns,
        group=one.group,
        subnet=placement.subnet,
        zones=tuple(ZoneConfig(name=zone, id=placement.zones[zone]) for zone in link.zones.get(cloud, ())),
        addresses=link.addresses,
    )
