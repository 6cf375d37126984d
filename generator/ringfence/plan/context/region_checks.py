"""Checks the regions: known, in the right cloud, with availability zones."""

from __future__ import annotations

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.suggestion import closest
from ringfence.catalog.tables import databricks_hosts, regions
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


def check_regions(context: BlueprintContext) -> None:
    """Fault every region that Ringfence does not know, that belongs to another cloud, or that has no zones."""
    cloud = context.blueprint.institution.cloud
    known = [region.name for region in regions().values() if region.cloud == cloud]
    for index, name in enumerate(context.blueprint.regions):
        at = ("regions", index)
        region = regions().get(name)
        if region is None or region.cloud != cloud:
            near = closest(name, known)
            hint = f"did you mean {near!r}?" if near else f"regions of {cloud}: {', '.join(sorted(known)[:12])}, ..."
            context.fault("REG01", f"{cloud} has no region of this name", at, value=name, hint=hint, source=SOURCE)
        elif not region.zones:
            context.fault(
                "REG02",
                "the region has no availability zones; firewall, registry and storage are planned zone-redundant",
                at,
                value=name,
                hint="choose a region with availability zones",
                source=SOURCE,
            )
        elif not region.endpointNetworkPolicies:
            context.fault(
                "REG03",
                "security groups do not work on private endpoints in this region",
                at,
                value=name,
                hint="choose another region",
                source="azure-docs private-link/disable-private-endpoint-network-policy.md",
            )
