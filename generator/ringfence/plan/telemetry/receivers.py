"""Who hears of alerts of a package: its mailboxes, and the package that hears of a whole subscription."""

from __future__ import annotations

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.plan.context import placement
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.telemetry.receivers import OWNER, ActionGroup, Receiver
from ringfence.plan.model.values import Given, length

MODULE, SHORT = "alerts", 12
"""The module of the alerts; the most characters of an action group's short name."""
SOURCE = "azure-docs azure-monitor/alerts/action-groups.md; Microsoft.Insights types, actionGroups"


def receivers(blueprint: Blueprint, zone: str) -> tuple[Receiver, ...]:
    """The receivers of all packages, and those of the landing zone; '' is the hub."""
    return tuple(
        Receiver(name=one.name, email=one.email)
        for one in blueprint.monitoring.alerts.receivers
        if not one.landing_zones or zone in one.landing_zones
    )


def speaks_for_subscription(blueprint: Blueprint, zone: str) -> bool:
    """Whether a package has the alerts on its whole subscription: of those with receivers there it is the first.

    The hub comes first, then landing zones by name, so that their order decides nothing; '' is the hub.
    """
    where = {"": placement.subscription(blueprint, blueprint.hub.subscription)}
    where |= {each.name: placement.zone_subscription(blueprint, each) for each in blueprint.landing_zones}
    there = (name for name, at in where.items() if at == where[zone] and receivers(blueprint, name))
    return min(there, default=None) == zone


def action_group(package: PackageContext, group: str, heard: tuple[Receiver, ...]) -> ActionGroup:
    """The action group of a package in the resource group `group`."""
    why = package.context.because(
        "Alerts of the package reach these mailboxes.", (*ALERTS_AT, "receivers"), source=SOURCE
    )
    name = package.given(OWNER, "group", "action-group", text="Action group of the package.")
    short = package.context.blueprint.institution.code[:SHORT]
    return ActionGroup(
        resource=package.resource("action-group", MODULE, "actionGroup", name, group, why, location="global"),
        short=Given(OWNER, "shortName", short, "Stands in front of each message.", bounds=length(1, SHORT)),
        receivers=heard,
    )
