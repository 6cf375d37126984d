"""The order of decisions: numbers, addresses, connections, the connectivity package, then a package a landing zone."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.read import purpose_order
from ringfence.diagnostics import Rejected, Report
from ringfence.load.places import Places
from ringfence.plan.addresses.allocation import Layout, address
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.context.fixed_places import fixed_places
from ringfence.plan.context.ledger import Ledger, number
from ringfence.plan.context.region_checks import check_databricks, check_regions, check_watchers
from ringfence.plan.hub.hub_package import hub_package, with_roles
from ringfence.plan.model.package import Deployment, Institution, Plan
from ringfence.plan.review.acting import acting, given_roles
from ringfence.plan.review.defaults import defaults_taken
from ringfence.plan.review.mlops.pipelines import pipelines
from ringfence.plan.review.registers import (
    connection_register,
    egress_register,
    exemption_register,
    instance_register,
    spaces,
)
from ringfence.plan.review.risks.all_risks import risks
from ringfence.plan.rules.connections import connections
from ringfence.plan.rules.nsg_rules import check_flows
from ringfence.plan.rules.settled import Settled
from ringfence.plan.zones.zone_package import zone_package


def build(blueprint: Blueprint, places: Places, ledger: Ledger) -> tuple[Plan, Ledger]:
    """The plan of a blueprint, and the ledger with what was handed out. Raises Rejected with every user fault."""
    context = BlueprintContext(blueprint, places)
    check_regions(context)
    check_databricks(context)
    if not context.findings:
        check_watchers(context)
    numbers = {
        **number(ledger.numbers, "landingZones", (zone.name for zone in blueprint.landing_zones)),
        **number(ledger.numbers, "egress", (flow.name for flow in blueprint.egress)),
    }
    check_flows(context, numbers)
    cut, addresses = address(context, ledger.addresses)
    layouts = _by_number(cut, numbers)
    if context.findings:
        raise Rejected(Report.of(context.findings))  # without regions and addresses nothing below can be decided
    settled = Settled(layouts, numbers, connections(context, numbers, layouts))
    first, hub = hub_package(context, settled)
    order = purpose_order()
    zones = sorted(enumerate(blueprint.landing_zones), key=lambda row: (order.index(row[1].purpose), row[1].name))
    spokes = tuple(zone_package(context, index, zone, settled, hub) for index, zone in zones)
    packages = (with_roles(context, first, spokes), *spokes)
    if context.findings:
        raise Rejected(Report.of(context.findings))
    given = given_roles(context, packages)
    plan = Plan(
        institution=_institution(blueprint),
        deployment=_deployment(blueprint),
        spaces=spaces(context),
        packages=packages,
        connections=connection_register(context),
        flows=egress_register(context),
        exemptions=exemption_register(context),
        instances=instance_register(context),
        defaults=defaults_taken(context),
        risks=risks(context, packages, given),
        acting=acting(context, packages),
        given_roles=given,
        mlops=pipelines(context, packages),
    )
    return plan, Ledger(addresses, numbers, packages={**ledger.packages, **fixed_places(plan)})


def _by_number(layouts: Mapping[str, Layout], numbers: Mapping[str, int]) -> dict[str, Layout]:
    """The hub, then landing zones by ledger number: where a list has one element for each, a new one is the last."""
    return {key: layouts[key] for key in sorted(layouts, key=lambda key: numbers.get(f"landingZones/{key}", -1))}


def _institution(blueprint: Blueprint) -> Institution:
    of = blueprint.institution
    return Institution(name=of.name, code=of.code, tenant=of.tenant.lower(), cloud=of.cloud)


def _deployment(blueprint: Blueprint) -> Deployment:
    of = blueprint.deploy
    return Deployment(mode=of.mode, deny_settings=of.deny_settings, action_on_unmanage=of.action_on_unmanage)
