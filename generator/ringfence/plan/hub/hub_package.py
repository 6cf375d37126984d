"""The connectivity package: where it lives, what it is made of, what deployers need for it."""

from __future__ import annotations

from dataclasses import replace

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.tables import regions
from ringfence.plan.context import placement, services_in_use
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.handover_steps import handover_steps
from ringfence.plan.context.hub_facts import HubFacts
from ringfence.plan.context.nameable_kinds import nameable_kinds
from ringfence.plan.context.naming import check_overrides
from ringfence.plan.context.package_context import PackageContext, package_context, tags_of
from ringfence.plan.hub import connectivity, estimated_minutes
from ringfence.plan.identity import custom_roles, deployer_rights
from ringfence.plan.model.package import Package
from ringfence.plan.rules.settled import Settled
from ringfence.plan.telemetry.alerts import alerts_module

GROUPS = ((connectivity.HUB, "network"), (connectivity.DNS, "dns"), (connectivity.MONITORING, "monitoring"))


def hub_package(context: BlueprintContext, settled: Settled) -> tuple[Package, HubFacts]:
    """The package, and what landing zones know of it."""
    blueprint, hub = context.blueprint, context.blueprint.hub
    region = placement.region(blueprint, None)
    here = _here(context)
    in_use = {placement.region(blueprint, zone.region).name for zone in blueprint.landing_zones} | {region.name}
    sources = {
        key: {role: cut.prefix for role, cut in layout.subnets.items()} for key, layout in settled.layouts.items()
    }
    networks = {key: layout.network.prefix for key, layout in settled.layouts.items() if key != "hub"}
    where = [regions()[name] for name in sorted(in_use)]
    inputs = connectivity.HubInputs(
        here, settled.layouts["hub"], sources, networks, settled.numbers, where, settled.connections
    )
    planned = connectivity.plan_connectivity(inputs)
    alerting = alerts_module(here, connectivity.MONITORING, planned.modules, fed=_senders(blueprint))
    package = Package(
        name="connectivity",
        title="Connectivity",
        purpose="connectivity",
        environment="",
        subscription=here.subscription,
        location=here.location,
        tags=here.tags,
        groups=here.resource_groups(),
        modules=(*planned.modules, *alerting),
        rights=(
            *deployer_rights.connectivity_rights(here.subscription, blueprint.institution.code, planned.modules),
            *deployer_rights.stack_rights(blueprint.deploy, here.subscription),
        ),
        providers=services_in_use.providers(services_in_use.hub_services(hub)),
        minutes=estimated_minutes.connectivity_minutes(planned.modules),
        handover=handover_steps(here, services_in_use.hub_services(hub)),
        because=(context.because("One hub for all landing zones; their default routes lead to its firewall.", HUB_AT),),
    )
    check_overrides(context, hub.names, nameable_kinds(package), HUB_AT)
    return package, planned.hub


def _senders(blueprint: Blueprint) -> frozenset[str]:
    """Kinds of services of landing zones, whose logs go to the workspace of the hub."""
    zones = blueprint.landing_zones
    return frozenset(one.kind for zone in zones for one in services_in_use.zone_services(blueprint, zone))


def with_roles(context: BlueprintContext, hub: Package, spokes: tuple[Package, ...]) -> Package:
    """The package with the roles of the institution that packages after it assign, and what making them takes."""
    made = tuple(custom_roles.definitions(_here(context), spokes))
    return replace(hub, modules=(*made, *hub.modules), rights=(*hub.rights, *deployer_rights.role_rights(made)))


def _here(context: BlueprintContext) -> PackageContext:
    blueprint, hub = context.blueprint, context.blueprint.hub
    subscription = placement.subscription(blueprint, hub.subscription)
    tags = tags_of(blueprint.institution.tags, {"purpose": "connectivity"}, hub.tags)
    region = placement.region(blueprint, None)
    return package_context(context, "connectivity", subscription, region, tags, placement.hub_namer(context), *GROUPS)
