"""Checks the regions: known, in the right cloud, with availability zones."""

from __future__ import annotations

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.suggestion import closest
from ringfence.catalog.tables import databricks_hosts, regions
from ringfence.plan.context import placement
from ringfence.plan.context.blueprint_context import BlueprintContext

SOURCE = "Azure networking plan-and-design guide, outbound access (2026-06-17); region table of Ringfence"


def check_databricks(context: BlueprintContext) -> None:
    """Fault landing zones for Databricks in regions whose hosts no source lists: a wider rule would reach strangers."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        name = zone.region or context.blueprint.hub.region or context.blueprint.regions[0]
        if zone.purpose == DATABRICKS and name not in databricks_hosts():
            context.fault(
                "DBX02",
                "no source lists the hosts that Databricks clusters need in this region",
                ("landingZones", index, "region"),
                value=name,
                hint=f"regions with known hosts: {', '.join(sorted(databricks_hosts()))}",
                source="microsoft/AzureTRE templates/workspace_services/databricks (2025-12)",
            )


def check_watchers(context: BlueprintContext) -> None:
    """Fault watchers' groups in regions that are none of the cloud, and one watcher's name for several regions."""
    blueprint = context.blueprint
    known = [region.name for region in regions().values() if region.cloud == blueprint.institution.cloud]
    for index, one in enumerate(blueprint.subscriptions):
        at = ("subscriptions", index, "networkWatcher")
        where, called = one.network_watcher.location, one.network_watcher.name
        if where is not None and where not in known:
            hint = f"did you mean {closest(where, known)!r}?" if closest(where, known) else "write a region of Azure"
            message = f"{blueprint.institution.cloud} has no region of this name"
            context.fault("REG01", message, (*at, "location"), value=where, hint=hint, source=SOURCE)
        used = sorted(_regions_of(context, one.id))
        if called is not None and len(used) > 1:
            context.fault(
                "REG04",
                f"packages of this subscription are in {', '.join(used)}, and a network watcher is in one region",
                (*at, "name"),
                value=called,
                hint="leave 'name' out: each region then has its own, NetworkWatcher_<region>",
                source="azure-docs network-watcher/frequently-asked-questions.yml (2025-09-03)",
            )


def _regions_of(context: BlueprintContext, subscription_id: str) -> set[str]:
    """The regions of the packages in a subscription, by its id."""
    blueprint, here = context.blueprint, subscription_id.lower()
    found = {
        placement.region(blueprint, zone.region).name
        for zone in blueprint.landing_zones
        if placement.zone_subscription(blueprint, zone) == here
    }
    home = placement.subscription(blueprint, blueprint.hub.subscription) == here
    return found | ({placement.region(blueprint, None).name} if home else set())


def check_regions(context: BlueprintContext) -> None:
    """Fault each region that is unknown or of another cloud, and one without zones or network policies of endpoints."""
    cloud = context.blueprint.institution.cloud
    known = [region.name for region in regions().values() if region.cloud == cloud]
    for index, name in enumerate(context.blueprint.regions):
        at = ("regions", index)
        region = regions().get(name)
        if region is None or region.cloud != cloud:
            near = closest(name, known)
            hint = f"did you mean {near!r}?" if near else f"regions of {cloud}: {', '.join(sorted(known)[:12])}, ..."
            context.fault("REG01", f"{cloud} has no region of this name", at, value=name, hint=hint, source=SOURCE)
            continue
        if not region.zones:
            context.fault(
                "REG02",
                "the region has no availability zones; firewall, registry and storage are planned zone-redundant",
                at,
                value=name,
                hint="choose a region with availability zones",
                source=SOURCE,
            )
        if not region.endpointNetworkPolicies:
            context.fault(
                "REG03",
                "security groups do not work on private endpoints in this region",
                at,
                value=name,
                hint="choose another region",
                source="azure-docs private-link/disable-private-endpoint-network-policy.md",
            )
