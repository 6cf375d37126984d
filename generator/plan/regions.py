"""Checks the regions: known, in the right cloud, with availability zones."""

from __future__ import annotations

from difflib import get_close_matches

from generator.catalog.tables import databricks_hosts, regions
from generator.plan.brief import Brief

SOURCE = "Azure networking plan-and-design guide, outbound access (2026-06-17); region table of Ringfence"


def check_databricks(brief: Brief) -> None:
    """Fault landing zones for Databricks in regions whose hosts no source lists: a wider rule would reach strangers."""
    for index, zone in enumerate(brief.blueprint.landing_zones):
        name = zone.region or brief.blueprint.hub.region or brief.blueprint.regions[0]
        if zone.purpose == "databricks" and name not in databricks_hosts():
            brief.fault(
                "DBX02",
                "no source lists the hosts that Databricks clusters need in this region",
                ("landingZones", index, "region"),
                value=name,
                hint=f"regions with known hosts: {', '.join(sorted(databricks_hosts()))}",
                source="microsoft/AzureTRE templates/workspace_services/databricks (2025-12)",
            )


def check_regions(brief: Brief) -> None:
    """Fault every region that Ringfence does not know, that belongs to another cloud, or that has no zones."""
    cloud = brief.blueprint.institution.cloud
    known = [region.name for region in regions().values() if region.cloud == cloud]
    for index, name in enumerate(brief.blueprint.regions):
        at = ("regions", index)
        region = regions().get(name)
        if region is None or region.cloud != cloud:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"regions of {cloud}: {', '.join(sorted(known)[:12])}, ..."
            brief.fault("REG01", f"{cloud} has no region of this name", at, value=name, hint=hint, source=SOURCE)
        elif not region.zones:
            brief.fault(
                "REG02",
                "the region has no availability zones; firewall, registry and storage are planned zone-redundant",
                at,
                value=name,
                hint="choose a region with availability zones",
                source=SOURCE,
            )
        elif not region.endpointNetworkPolicies:
            brief.fault(
                "REG03",
                "security groups do not work on private endpoints in this region",
                at,
                value=name,
                hint="choose another region",
                source="azure-docs private-link/disable-private-endpoint-network-policy.md",
            )
