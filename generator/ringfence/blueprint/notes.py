"""Stage 2, blueprint: what is allowed and probably not meant; notes and warnings stop nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from ringfence.blueprint.catalog_notes import shared_connector, ungoverned
from ringfence.blueprint.compute_notes import crowded
from ringfence.blueprint.delivery_notes import undelivered
from ringfence.blueprint.factory_notes import without_default, without_gold
from ringfence.blueprint.gateway_notes import client_elsewhere
from ringfence.blueprint.lake_notes import deleted_tables, early_moves, without_writers
from ringfence.blueprint.language.compute import GPU
from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import endpoints
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.ways_in import AZURE_ASN
from ringfence.blueprint.model_notes import retiring, undated
from ringfence.blueprint.notes_of_dns import unknown_cloud, unnamed_tags
from ringfence.blueprint.notes_of_readers import let_in, unopened, unread
from ringfence.blueprint.synapse_notes import ends_with_fabric, without_studio
from ringfence.catalog.clouds import DNS_ZONES, ZONES_UNKNOWN, with_zones, without_zones
from ringfence.catalog.firewall_capacity import closed_zones, open_zones, source
from ringfence.catalog.read import purposes
from ringfence.catalog.tables import limits, traffic_analytics
from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.load.document import Document
from ringfence.load.places import Path

_SAME = "the others are planned by these numbers, and a subscription may number its zones otherwise"
_QUOTA = "azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27)"
_ANALYTICS = "azure-docs includes/network-watcher-flow-logs-availability.md (2026-02-10)"
_NUMBER = "MicrosoftDocs/azure-docs#85171, #97630, #113692 (not confirmed)"
_BUILDS = "azure-ai-docs machine-learning/how-to-secure-workspace-vnet.md, Azure Container Registry"
_TUNNEL = "azure-docs bastion/bastion-faq.md (2025-12-10), forced tunneling"
_INVOKE = "azure-ai-docs machine-learning/how-to-authenticate-batch-endpoint.md (2023-10-10)"
_RESILIENCE = "azure-docs expressroute/design-architecture-for-resiliency.md (2024-07-16)"
Note = Callable[[Blueprint, Document], Iterator[Diagnostic]]


def notes(blueprint: Blueprint, document: Document, as_of: date | None = None) -> Report:
    """Every note about a valid blueprint; with a date, also a warning for each flow to be justified before it, and for
    each language model that retires before it or soon after.
    """
    checks: list[Note] = [
        without_people,
        without_readers,
        unread,
        unopened,
        without_callers,
        without_input,
        away_from_the_hub,
        beyond_quota,
        closed_to_firewalls,
        without_analytics,
        one_line,
        few_zones,
        own_number,
        undated,
        undelivered,
        without_default,
        without_gold,
        without_builder,
        bastion_beside_gateway,
        unknown_cloud,
        unnamed_tags,
        client_elsewhere,
        ends_with_fabric,
        without_studio,
        shared_connector,
        ungoverned,
        early_moves,
        deleted_tables,
        without_writers,
        crowded,
    ]
    found = [replace(each, severity=Severity.NOTE) for check in checks for each in check(blueprint, document)]
    if as_of is not None:
        late = (partial(past_review, as_of=as_of), partial(retiring, as_of=as_of))
        found += [replace(each, severity=Severity.WARNING) for check in late for each in check(blueprint, document)]
    return Report.of(found)


def without_people(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE01 and NTE40: each landing zone in which people work has a group with a persona, or something that uses it."""
    rows = [row for row in blueprint.access if row.personas]
    for index, zone in enumerate(blueprint.landing_zones):
        if (
            zone.data_lake
            or purposes()[zone.purpose].reader
            or any(zone.name in row.landing_zones or not row.landing_zones for row in rows)
        ):
            continue
        if _used(blueprint, zone):
            message = f"no group has a persona in {zone.name}, so that these packages give no person a role there"
            hint = f"add a row to 'access' with personas and landingZones: [{zone.name}]"
            yield document.finding("NTE01", ("landingZones", index, "name"), message, hint=hint)
        else:
            message = f"no person, no caller and no other landing zone can use {zone.name}"
            hint = f"add a row to 'access' for {zone.name}, or a connection, or leave the landing zone out until then"
            yield document.finding("NTE40", ("landingZones", index, "name"), message, hint=hint)


def _used(blueprint: Blueprint, zone: LandingZone) -> bool:
    """Whether a landing zone without personas has callers, owners of instances or connections."""
    called = any(endpoint.callers for _, _, endpoint in (endpoints(zone.inference) if zone.inference else ()))
    joined = any(zone.name in (row.start, row.end) for row in blueprint.connections)
    return called or joined or bool(zone.instances)


def without_readers(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE02: each lake has readers."""
    read = {row.end for row in blueprint.connections} | {row.lake for each in blueprint.access for row in each.layers}
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake is not None and zone.name not in read:
            message = f"no group and no landing zone reads {zone.name}"
            hint = "add a connection with 'use: lake', or 'layers' to a group under 'access'"
            yield document.finding("NTE02", ("landingZones", index, "name"), message, hint=hint)


def without_callers(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE03: each endpoint has callers, or a connection leads to it."""
    called = {(row.end, row.endpoint) for row in blueprint.connections}
    for index, zone in enumerate(blueprint.landing_zones):
        for key, at, endpoint in endpoints(zone.inference) if zone.inference else ():
            if not endpoint.callers and (zone.name, endpoint.name) not in called:
                path = ("landingZones", index, INFERENCE, key, at, "name")
                message = f"no group may call the endpoint {endpoint.name}"
                hint = "add 'callers' with groups of 'access'"
                yield document.finding("NTE03", path, message, hint=hint)


def without_input(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE41: a caller of a batch endpoint may read the layers that runs of its landing zone read."""
    read = {each.group: {(row.lake, layer) for row in each.layers for layer in row.layers} for each in blueprint.access}
    for index, zone in enumerate(blueprint.landing_zones):
        rows = [row for row in blueprint.connections if row.start == zone.name and row.use == LAKE]
        wanted = {(row.end, layer) for row in rows for layer in row.layers or ()}
        for at, endpoint in enumerate(zone.inference.batch if zone.inference else ()):
            for number, group in enumerate(endpoint.callers):
                if wanted and group in read and not wanted & read[group]:
                    layers = ", ".join(sorted(f"{layer} of {lake}" for lake, layer in wanted))
                    message = f"{group} may start runs and read none of their input: {layers}"
                    hint = f"add 'layers' to {group} under 'access'; a run reads its input as the caller who started it"
                    path = ("landingZones", index, INFERENCE, "batch", at, "callers", number)
                    yield document.finding("NTE41", path, message, hint=hint, source=_INVOKE)


def away_from_the_hub(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE04: each landing zone is in the region of its hub."""
    hub = blueprint.hub.region or blueprint.regions[0]
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.region is not None and zone.region != hub:
            message = f"{zone.name} is in {zone.region} and its hub in {hub}: its egress crosses regions"
            hint = f"write {hub}, or accept that egress depends on both regions"
            yield document.finding("NTE04", ("landingZones", index, "region"), message, hint=hint)


def beyond_quota(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE07: Azure grants no cores of GPU sizes, and no cluster above its usual limit of nodes, before it is asked."""
    most = limits()["computeNodesPerCluster"].value
    for path, size, nodes in _compute(blueprint):
        if size.startswith(GPU):
            message = f"{size} is a GPU size, and subscriptions begin with a quota of zero cores for these"
            hint = "request quota for its family of sizes in this region before you deploy"
            yield document.finding("NTE07", (*path, "size"), message, hint=hint, source=_QUOTA)
        if nodes > most:
            message = f"{nodes} nodes are more than the {most} that Azure allows a cluster by default"
            hint = f"ask Microsoft's support for more before you deploy, or write at most {most}"
            yield document.finding("NTE07", (*path, "maxNodes"), message, hint=hint, source=_QUOTA)


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


def one_line(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE10: networks on premises are reached by more than one circuit, or by VPN as well."""
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.express_route is None:
        return
    if len(gateway.express_route.circuits) == 1 and not (gateway.vpn and gateway.vpn.site_to_site):
        message = "networks on premises are reached by one circuit, with nothing beside it"
        hint = (
            "add a circuit of another peering location; one of ExpressRoute Metro ends in two, and this may be accepted"
        )
        path: Path = (*HUB_AT, "gateway", "expressRoute", "circuits")
        yield document.finding("NTE10", path, message, hint=hint, source=_RESILIENCE)


def few_zones(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE11: what an institution can plan later is not bounded by its cloud."""
    cloud = blueprint.institution.cloud
    if missing := without_zones(cloud):
        message = f"no landing zone with {' or '.join(missing)} can ever stand in {cloud}: {ZONES_UNKNOWN}"
        hint = f"plan {', '.join(with_zones(cloud))} only, or take a cloud where the zones are documented"
        yield document.finding("NTE11", ("institution", "cloud"), message, hint=hint, source=DNS_ZONES)


def own_number(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE12: beside ExpressRoute the VPN gateway has Azure's own BGP number."""
    gateway = blueprint.hub.gateway
    if gateway is None or gateway.express_route is None or gateway.vpn is None:
        return
    if gateway.vpn.asn != AZURE_ASN:
        message = f"beside ExpressRoute the VPN gateway has number {gateway.vpn.asn}, where {AZURE_ASN} may be wanted"
        hint = f"leave it out for {AZURE_ASN}, or accept it: whether another does harm is not confirmed"
        path: Path = (*HUB_AT, "gateway", "vpn", "asn")
        yield document.finding("NTE12", path, message, hint=hint, source=_NUMBER)


def without_builder(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE31: each landing zone with clusters has one of a CPU size, on which images are built."""
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.clusters and all(cluster.size.startswith(GPU) for cluster in zone.clusters):
            message = f"no cluster of {zone.name} can build images: Azure builds them on CPU sizes only"
            hint = "add a cluster without 'size', whose nodes cost nothing while no image is built"
            path: Path = ("landingZones", index, zone.workload_key, "clusters")
            yield document.finding("NTE31", path, message, hint=hint, source=_BUILDS)


def bastion_beside_gateway(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE32: no gateway beside a bastion learns routes, of which a default route would end the bastion's service."""
    gateway = blueprint.hub.gateway
    if gateway is None or blueprint.hub.bastion is None:
        return
    sites = gateway.vpn.site_to_site if gateway.vpn else ()
    if gateway.express_route is not None or any(site.bgp is not None for site in sites):
        message = "the bastion stops working once a default route from on premises is advertised to the gateway"
        hint = "agree with on premises that 0.0.0.0/0 is not advertised, and accept this; or leave the bastion out"
        yield document.finding("NTE32", (*HUB_AT, "bastion"), message, hint=hint, source=_TUNNEL)


def _compute(blueprint: Blueprint) -> Iterator[tuple[Path, str, int]]:
    """Clusters, compute instances and online deployments: their paths, sizes, and nodes of a cluster."""
    for index, zone in enumerate(blueprint.landing_zones):
        block: Path = ("landingZones", index, zone.workload_key)
        yield from (((*block, "clusters", at), one.size, one.max_nodes) for at, one in enumerate(zone.clusters))
        yield from (((*block, "instances", at), one.size, 1) for at, one in enumerate(zone.instances))
        for number, endpoint in enumerate(zone.inference.online if zone.inference else ()):
            here: Path = (*block, "online", number, "deployments")
            yield from (((*here, at), one.size, 1) for at, one in enumerate(endpoint.deployments))


def past_review(blueprint: Blueprint, document: Document, as_of: date) -> Iterator[Diagnostic]:
    """NTE05: what has an owner and a date is reviewed again after the date that the caller gives.

    Flows, connections, exceptions of the firewall, allowed domains, storage accounts, hosts of managed networks.
    Ringfence has no clock.
    """
    for path, name, review_by in _reviewed(blueprint):
        if review_by < as_of:
            message = f"{name} was due for review by {review_by}, before {as_of}"
            hint = "have its owner justify it and write a later date, or remove it"
            yield document.finding("NTE05", (*path, "reviewBy"), message, hint=hint)


def _reviewed(blueprint: Blueprint) -> Iterator[tuple[Path, str, date]]:
    """What must be justified again: its path, its name, and the date."""
    for index, flow in enumerate(blueprint.egress):
        yield ("egress", index), flow.name, flow.review_by
    for index, connection in enumerate(blueprint.connections):
        yield ("connections", index), connection.name, connection.review_by
    firewall = blueprint.hub.firewall
    for index, one in enumerate(firewall.signature_overrides):
        yield (*HUB_AT, "firewall", "signatureOverrides", index), f"signature {one.signature}", one.review_by
    for index, exception in enumerate(firewall.threat_exceptions):
        yield (*HUB_AT, "firewall", "threatExceptions", index), exception.name, exception.review_by
    for index, row in enumerate(blueprint.hub.dns.allow):
        yield (*HUB_AT, "dns", "allow", index), row.name, row.review_by
    for index, zone in enumerate(blueprint.landing_zones):
        for at, host in enumerate(zone.inference.outbound if zone.inference else ()):
            yield ("landingZones", index, INFERENCE, "outbound", at), host.name, host.review_by
        for at, account in enumerate(zone.machine_learning.storage_accounts if zone.machine_learning else ()):
            yield ("landingZones", index, zone.workload_key, "storageAccounts", at), account.name, account.review_by
        yield from let_in(index, zone)
