"""Rule BLU06: what must be unique stands in a blueprint once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from ringfence.blueprint.language.access import Access
from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import endpoints
from ringfence.blueprint.language.lakes.catalogs import container_of
from ringfence.blueprint.language.lakes.placed import catalogs
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.blueprint.language.mlops import KEY as PIPELINES
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import nodes, text
from ringfence.blueprint.language.telemetry.monitoring import ALERTS_AT
from ringfence.catalog.read import services
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_Entry = tuple[Path, Hashable]


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Names are unique among subscriptions, environments, landing zones, flows, groups, clusters and people of a zone.

    So are ids: two names for one id mean that one of them was copied and not changed. Lists of words hold each once,
    and a lake names each of its readers once for a layer.
    """
    for entries in (*_named(blueprint), *_listed(blueprint)):
        first: dict[Hashable, Path] = {}
        for path, value in entries:
            before = first.setdefault(value, path)
            if before != path:
                yield _finding(document, path, before)


def _finding(document: Document, path: Path, before: Path) -> Diagnostic:
    line = document.places.at(before).line
    message = f"'{document.shown(path)}' stands here a second time; the first is on line {line}"
    return document.finding("BLU06", path, message, hint="rename one of the two, or remove it")


def _named(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """The values of one key throughout one list, for each that tells the list's elements apart."""
    yield _column(("subscriptions",), "name", [each.name for each in blueprint.subscriptions])
    yield _column(("subscriptions",), "id", [each.id.lower() for each in blueprint.subscriptions])
    yield _column(("environments",), "name", [each.name for each in blueprint.environments])
    yield _networks(blueprint)
    yield _column(("connections",), "name", [each.name for each in blueprint.connections])
    yield _column(("egress",), "name", [each.name for each in blueprint.egress])
    receivers = blueprint.monitoring.alerts.receivers
    yield _column((*ALERTS_AT, "receivers"), "name", [each.name for each in receivers])
    yield _column((*ALERTS_AT, "receivers"), "email", [each.email.lower() for each in receivers])
    yield _column(("access",), "group", [each.group for each in blueprint.access])
    yield from _pipelines(blueprint)
    yield from _ways_in(blueprint)
    yield from _filters(blueprint)
    yield [((*at, "name"), catalog.name) for at, _, catalog in catalogs(blueprint)]
    yield [
        ((*at, "storage" if catalog.storage else "name"), (lake.name, container_of(catalog)))
        for at, lake, catalog in catalogs(blueprint)
    ]
    yield _column((*HUB_AT, "dns", "allow"), "name", [each.name for each in blueprint.hub.dns.allow])
    for index, zone in enumerate(blueprint.landing_zones):
        here: Path = ("landingZones", index)
        block: Path = (*here, zone.workload_key)
        yield _column((*block, "clusters"), "name", [each.name for each in zone.clusters])
        yield from _options(zone, here)
        yield from _inference(zone, (*here, INFERENCE))
        for key in ("policies", "warehouses") if zone.databricks else ():
            yield _column((*block, key), "name", [each.name for each in getattr(zone.databricks, key)])
        accounts = zone.machine_learning.storage_accounts if zone.machine_learning else []
        yield _column((*block, "storageAccounts"), "name", [each.name for each in accounts])
        yield _column((*block, "storageAccounts"), "id", [each.id.lower() for each in accounts])
        yield _column((*block, "instances"), "user", [each.user for each in zone.instances])
        yield _column((*block, "instances"), "objectId", [each.object_id.lower() for each in zone.instances])


def _pipelines(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """Environments and models of pipelines."""
    if blueprint.mlops is not None:
        yield _column((PIPELINES, "environments"), "name", [each.name for each in blueprint.mlops.environments])
        yield _column((PIPELINES, "models"), "name", [each.name for each in blueprint.mlops.models])
        asked = [each.name for each in blueprint.mlops.language_models]
        yield _column((PIPELINES, "languageModels"), "name", asked)


def _filters(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """What the filters of the firewall leave out: signatures by id, exceptions by name."""
    firewall, here = blueprint.hub.firewall, (*HUB_AT, "firewall")
    signatures = [each.signature for each in firewall.signature_overrides]
    yield _column((*here, "signatureOverrides"), "signature", signatures)
    yield _column((*here, "threatExceptions"), "name", [each.name for each in firewall.threat_exceptions])


def _networks(blueprint: Blueprint) -> Iterator[_Entry]:
    """Hubs and landing zones, whose names tell networks apart."""
    yield from _column(("hubs",), "name", [each.name for each in blueprint.hubs])
    yield from _column(("landingZones",), "name", [each.name for each in blueprint.landing_zones])


def _options(zone: LandingZone, zone_at: Path) -> Iterator[Iterable[_Entry]]:
    """Elements with a name in list options of services."""
    for spec in services().values():
        block = zone.block(spec) if spec.options else None
        here = (*zone_at, "services", spec.asked) if spec.block else (*zone_at, zone.workload_key)
        for key, option in spec.options.items():
            if block is not None and option.items is not None and "name" in option.items.properties:
                names = [text(each, "name") for each in nodes(block, key)]
                yield _column((*here, key), "name", names)


def _inference(zone: LandingZone, here: Path) -> Iterator[Iterable[_Entry]]:
    """Endpoints, what stands behind them, hours of a scale, ways out of the managed network."""
    wanted = zone.inference
    if wanted is None:
        return
    yield _column((*here, "outbound"), "name", [each.name for each in wanted.outbound])
    yield _column((*here, "online"), "name", [each.name for each in wanted.online])
    yield _column((*here, "batch"), "name", [each.name for each in wanted.batch])
    for kind, index, endpoint in endpoints(wanted):
        yield _column((*here, kind, index, "deployments"), "name", [each.name for each in endpoint.deployments])
        yield _elements((*here, kind, index, "callers"), endpoint.callers)
    for index, online in enumerate(wanted.online):
        for at, deployment in enumerate(online.deployments):
            hours = deployment.scale.schedules if deployment.scale else []
            path = (*here, "online", index, "deployments", at, "scale", "schedules")
            yield _column(path, "name", [each.name for each in hours])


def _ways_in(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """Sites, circuits and certificates of the gateways, domains on premises."""
    here: Path = (*HUB_AT, "gateway")
    gateway = blueprint.hub.gateway
    yield _column(("onPremises", "domains"), "name", [each.name for each in blueprint.on_premises.domains])
    if gateway and gateway.express_route:
        circuits, path = gateway.express_route.circuits, (*here, "expressRoute", "circuits")
        yield _column(path, "name", [each.name for each in circuits])
        yield _column(path, "id", [each.id.lower() for each in circuits])
    if gateway and gateway.vpn:
        sites, path = gateway.vpn.site_to_site, (*here, "vpn", "siteToSite")
        yield _column(path, "name", [each.name for each in sites])
        yield _column(path, "address", [each.address for each in sites])
    if gateway and gateway.vpn and gateway.vpn.point_to_site:
        users, path = gateway.vpn.point_to_site, (*here, "vpn", "pointToSite")
        yield _column((*path, "rootCertificates"), "name", [each.name for each in users.root_certificates])
        yield _column((*path, "revokedCertificates"), "name", [each.name for each in users.revoked_certificates])


def _listed(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """Lists of plain values."""
    yield _elements(("regions",), blueprint.regions)
    firewall, filters = blueprint.hub.firewall, (*HUB_AT, "firewall")
    yield _elements((*filters, "zones"), firewall.zones or ())
    for index, exception in enumerate(firewall.threat_exceptions):
        yield _elements((*filters, "threatExceptions", index, "fqdns"), exception.fqdns)
        yield _elements((*filters, "threatExceptions", index, "addresses"), exception.addresses)
    for index, row in enumerate(blueprint.hub.dns.allow):
        yield _elements((*HUB_AT, "dns", "allow", index, "domains"), row.domains)
    for index, flow in enumerate(blueprint.egress):
        here: Path = ("egress", index)
        yield _elements((*here, "landingZones"), flow.landing_zones)
        yield _elements((*here, "subnets"), flow.subnets or ())
        yield _elements((*here, "ports"), flow.ports)
        yield _elements((*here, "to", "fqdns"), [host.lower() for host in flow.to.fqdns or ()])
        yield _elements((*here, "to", "addresses"), flow.to.addresses or ())
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.data_lake and zone.data_lake.retention:
            at: Path = ("landingZones", index, zone.workload_key, "retention", "layers")
            yield _elements(at, zone.data_lake.retention.layers)
        if zone.data_lake and zone.data_lake.scan:
            yield _elements(("landingZones", index, zone.workload_key, "scan", "layers"), zone.data_lake.scan.layers)
    for at, _, catalog in catalogs(blueprint):
        yield _elements((*at, "layers"), catalog.layers)
        yield _elements((*at, "workspaces"), catalog.workspaces)
    yield from _lists_of_pipelines(blueprint)
    yield _used(blueprint)
    for index, access in enumerate(blueprint.access):
        yield _elements(("access", index, "personas"), access.personas)
        yield _elements(("access", index, "landingZones"), access.landing_zones)
        yield _read(("access", index, "layers"), access)


def _lists_of_pipelines(blueprint: Blueprint) -> Iterator[Iterable[_Entry]]:
    """Lists of words of pipelines: landing zones, approvers, columns, days."""
    for index, stage in enumerate(blueprint.mlops.environments if blueprint.mlops else []):
        here: Path = (PIPELINES, "environments", index)
        yield _elements((*here, "landingZones"), stage.landing_zones)
        yield _elements((*here, "approvers"), [each.lower() for each in stage.approvers])
    for index, model in enumerate(blueprint.mlops.models if blueprint.mlops else []):
        here = (PIPELINES, "models", index)
        yield _elements((*here, "inputs"), model.inputs)
        yield _elements((*here, "categories"), model.categories)
        yield _elements((*here, "fairness", "sensitive"), model.fairness.sensitive if model.fairness else [])
        yield _elements((*here, "retrain", "days"), model.retrain.days if model.retrain else [])
    for index, asked in enumerate(blueprint.mlops.language_models if blueprint.mlops else []):
        here = (PIPELINES, "languageModels", index)
        yield _elements((*here, "evaluate", "days"), asked.evaluate.days if asked.evaluate else [])


def _used(blueprint: Blueprint) -> Iterator[_Entry]:
    """Who uses what of whom: one connection says it, so that one reason stands on each right."""
    for index, row in enumerate(blueprint.connections):
        for at, layer in enumerate(row.layers or ()):
            yield ("connections", index, "layers", at), (row.start, row.end, row.use, layer)
        if row.layers is None:
            yield ("connections", index, "use"), (row.start, row.end, row.use, row.endpoint)


def _read(path: Path, access: Access) -> Iterator[_Entry]:
    """Which layers a group reads: one row says whether it also writes them."""
    for index, row in enumerate(access.layers):
        for at, layer in enumerate(row.layers):
            yield (*path, index, "layers", at), (row.lake, layer)


def _column(path: Path, key: str, values: Iterable[Hashable]) -> Iterator[_Entry]:
    return (((*path, index, key), value) for index, value in enumerate(values))


def _elements(path: Path, values: Iterable[Hashable]) -> Iterator[_Entry]:
    return (((*path, index), value) for index, value in enumerate(values))
