"""Stage 2, blueprint: notes about regions: far from the hub, zones that are closed, what a region or a cloud lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.known.clouds import DNS_ZONES, ZONES_UNKNOWN, with_zones, without_zones
from ringfence.catalog.known.firewall_capacity import closed_zones, open_zones, source
from ringfence.catalog.tables import traffic_analytics
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SAME = "the others are planned by these numbers, and a subscription may number its zones otherwise"
_ANALYTICS = "azure-docs includes/network-watcher-flow-logs-availability.md (2026-02-10)"


def away_from_the_hub(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE04: each landing zone is in the region of its hub."""
    hub = blueprint.hub.region or blueprint.regions[0]
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.region is not None and zone.region != hub:
            message = f"{zone.name} is in {zone.region} and its hub in {hub}: its egress crosses regions"
            hint = f"write {hub}, or accept that egress depends on both regions"
            yield document.finding("NTE04", ("landingZones", index, "region"), message, hint=hint)


def closed_to_firewalls(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE08: the firewall is in zones that take a new one; which these are, each subscription numbers differently."""
    firewall, region = blueprint.hub.firewall, blueprint.hub.region or blueprint.regions[0]
    shut = closed_zones(region, firewall.tier)
    if not shut or len(firewall.zones or ()) in (1, 2):
        return
    where = f"physical zone {' and '.join(map(str, shut))} of {region} takes no new {firewall.tier} firewall"
    left = f"write 'zones: {list(open_zones(region, firewall.tier))}'"
    planned = f", and its place among {firewall.zones} is not left out" if firewall.zones else f"; {_SAME}"
    hint = f"{left}, or the two that the command in DEPLOY.md finds open; a firewall that is there keeps its zones"
    path = (*HUB_AT, "firewall", "zones") if firewall.zones else (*HUB_AT, "name")
    yield document.finding("NTE08", path, f"{where}{planned}", hint=hint, source=source())


def without_analytics(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE09: traffic analytics, where it is not switched off, can have its workspace in the region of the hub."""
    logs, region = blueprint.hub.logs, blueprint.hub.region or blueprint.regions[0]
    if logs.traffic_analytics and region not in traffic_analytics().workspaces:
        written = "traffic_analytics" in logs.model_fields_set
        path = (*HUB_AT, "logs", "trafficAnalytics") if written else (*HUB_AT, "name")
        message = f"flow records are kept and not analysed: no source says that a workspace in {region} is supported"
        hint = "write 'logs: {trafficAnalytics: false}', or choose another region for the hub"
        yield document.finding("NTE09", path, message, hint=hint, source=_ANALYTICS)


def few_zones(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE11: what an institution can plan later is not bounded by its cloud."""
    cloud = blueprint.institution.cloud
    if missing := without_zones(cloud):
        message = f"no landing zone with {' or '.join(missing)} can ever stand in {cloud}: {ZONES_UNKNOWN}"
        hint = f"plan {', '.join(with_zones(cloud))} only, or take a cloud where the zones are documented"
        yield document.finding("NTE11", ("institution", "cloud"), message, hint=hint, source=DNS_ZONES)
