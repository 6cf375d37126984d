"""The package of a landing zone: where it lives, what it is made of, what deployers need for it."""

from __future__ import annotations

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.read import purposes
from ringfence.plan.context import placement, services_in_use
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.context.handover_steps import handover_steps
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.nameable_kinds import nameable_kinds
from ringfence.plan.context.naming import check_overrides
from ringfence.plan.context.package_context import NETWORK, WORKLOAD, PackageContext, package_context, tags_of
from ringfence.plan.identity import deployer_rights
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Right
from ringfence.plan.network.networks import prefixes
from ringfence.plan.rules.connections import arrivals
from ringfence.plan.rules.nsg_rules import ZoneTraffic
from ringfence.plan.rules.settled import Settled
from ringfence.plan.telemetry.alerts import alerts_module
from ringfence.plan.zones import compose
from ringfence.plan.zones.hooks import hooks_of
from ringfence.plan.zones.pipeline_steps import pipeline_steps
from ringfence.plan.zones.pipelines import pipeline_services
from ringfence.plan.zones.zone_context import ZoneContext

GROUPS = ((NETWORK, "network"), (WORKLOAD, "workload"))


def zone_package(context: BlueprintContext, index: int, zone: LandingZone, settled: Settled, hub: HubFacts) -> Package:
    """The package of the landing zone with this index."""
    blueprint = context.blueprint
    environment = next(e for e in blueprint.environments if e.name == zone.environment)
    subscription = placement.zone_subscription(blueprint, zone)
    own = {"environment": environment.name, "landing-zone": zone.name, "purpose": zone.purpose}
    tags = tags_of(blueprint.institution.tags, own, environment.tags, zone.tags)
    at: Path = ("landingZones", index)
    region = placement.region(blueprint, zone.region)
    namer = placement.zone_namer(context, zone, at)
    here = package_context(context, zone.name, subscription, region, tags, namer, *GROUPS)
    traffic = _traffic(blueprint, zone, at, settled, hub)
    planned = ZoneContext(zone, here, settled.layouts[zone.name], traffic, hub)
    modules = compose.modules(planned)
    modules = (*modules, *alerts_module(here, WORKLOAD, modules, zone.name))
    network = next(one for module in modules for one in module.networks)
    package = Package(
        name=zone.name,
        title=f"Landing zone {zone.name}",
        purpose=zone.purpose,
        environment=zone.environment,
        subscription=subscription,
        location=here.location,
        tags=tags,
        groups=here.resource_groups(),
        modules=modules,
        rights=_rights(here, hub, modules),
        providers=services_in_use.providers(
            (*services_in_use.zone_services(blueprint, zone), *pipeline_services(planned)),
            services_in_use.options(blueprint, zone),
        ),
        minutes=purposes()[zone.purpose].minutes,
        handover=(
            *handover_steps(
                here, services_in_use.zone_services(blueprint, zone), services_in_use.options(blueprint, zone)
            ),
            *pipeline_steps(planned, modules),
        ),
        remote=tuple(hooks_of(planned.purpose).remote(planned, network)),
        because=(context.because("Each landing zone has its own network, package and approval.", at),),
    )
    check_overrides(context, zone.names, nameable_kinds(package), at)
    return package


def _rights(package: PackageContext, hub: HubFacts, modules: tuple[Module, ...]) -> tuple[Right, ...]:
    """What the deployer of a landing zone needs: at home, at the hub, and in the packages that it names."""
    own = [package.group_id(group) for group in package.groups]
    abroad = (*deployer_rights.reader_rights(modules, own), *deployer_rights.rights_abroad(modules))
    blueprint = package.context.blueprint
    analytics = deployer_rights.analytics_rights(blueprint.institution.code, modules)
    stack = deployer_rights.stack_rights(blueprint.deploy, package.subscription)
    return (*deployer_rights.zone_rights(package.subscription, hub, modules), *analytics, *abroad, *stack)


def _traffic(blueprint: Blueprint, zone: LandingZone, at: Path, settled: Settled, hub: HubFacts) -> ZoneTraffic:
    """What starts in a landing zone and where it may go."""
    flows = sorted(
        (settled.numbers[f"egress/{flow.name}"], position, flow)
        for position, flow in enumerate(blueprint.egress)
        if zone.name in flow.landing_zones
    )
    return ZoneTraffic(
        zone=zone,
        asked=services_in_use.options(blueprint, zone),
        at=at,
        prefixes=prefixes(settled.layouts[zone.name]),
        firewall=hub.firewall_address,
        firewall_prefix=hub.firewall_prefix,
        region=placement.region(blueprint, zone.region).name,
        egress=flows,
        connections=settled.connections.get(zone.name, ()),
        arrivals=arrivals(settled.connections, zone.name),
        gateway=hub.gateway,
        jump_host=hub.jump_host,
    )
