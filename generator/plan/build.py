"""The order of decisions: numbers, addresses, the connectivity package, then one package for each landing zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.blueprint.model import Blueprint, LandingZone
from generator.blueprint.purposes import Purpose
from generator.catalog.read import services
from generator.catalog.tables import Region, regions
from generator.diagnostics import Rejected, Report
from generator.load.places import Places
from generator.plan import choice, data_lake, databricks, handover, inference, machine_learning, residence
from generator.plan import connectivity as con
from generator.plan import landing_zone as lz
from generator.plan.addressing import Layout, address
from generator.plan.brief import BLUEPRINT, Brief, Path
from generator.plan.defaults import defaults_taken
from generator.plan.frame import NETWORK, WORKLOAD, Frame, group_names
from generator.plan.hub_facts import HubFacts
from generator.plan.ledger import Ledger, number
from generator.plan.model.package import Deployment, Flow, Institution, Module, Package, Plan, Right, Space
from generator.plan.model.values import Given, Tags
from generator.plan.naming import Namer, check_overrides
from generator.plan.network import prefixes
from generator.plan.regions import check_databricks, check_regions
from generator.plan.risks import risks
from generator.plan.sources import clients
from generator.plan.traffic import ZoneTraffic, check_flows
from generator.plan.ways import Ways, arrivals, ways

WATCHER_GROUP = "NetworkWatcherRG"
_PLANNERS: Mapping[str, Callable[[lz.Zone], tuple[Module, ...]]] = {
    "machine-learning": machine_learning.modules,
    "inference": inference.modules,
    "data-lake": data_lake.modules,
    "databricks": databricks.modules,
}
"""Who plans the modules of a landing zone, by purpose."""
ORDER: tuple[Purpose, ...] = ("databricks", "machine-learning", "data-lake", "inference")
"""The order of packages by purpose: rights and ways name what packages before theirs deploy, so there is no circle."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is settled before any package is planned: addresses by site, the ledger's numbers, the ways between."""

    layouts: Mapping[str, Layout]
    numbers: Mapping[str, int]
    ways: Ways


def build(blueprint: Blueprint, places: Places, ledger: Ledger) -> tuple[Plan, Ledger]:
    """The plan of a blueprint, and the ledger with what was handed out. Raises Rejected with every user fault."""
    brief = Brief(blueprint, places)
    check_regions(brief)
    check_databricks(brief)
    numbers = {
        **number(ledger.numbers, "landingZones", (zone.name for zone in blueprint.landing_zones)),
        **number(ledger.numbers, "egress", (flow.name for flow in blueprint.egress)),
    }
    check_flows(brief, numbers)
    layouts, addresses = address(brief, ledger.addresses)
    if brief.findings:
        raise Rejected(Report.of(brief.findings))  # without regions and addresses nothing below can be decided
    ground = Ground(layouts, numbers, ways(brief, numbers, layouts))
    hub_package, hub = _connectivity(brief, ground)
    zones = sorted(enumerate(blueprint.landing_zones), key=lambda row: (ORDER.index(row[1].purpose), row[1].name))
    packages = (hub_package, *(_zone(brief, index, zone, ground, hub) for index, zone in zones))
    if brief.findings:
        raise Rejected(Report.of(brief.findings))
    plan = Plan(
        institution=_institution(blueprint),
        deployment=_deployment(blueprint),
        spaces=_spaces(brief),
        packages=packages,
        flows=_flows(brief),
        defaults=defaults_taken(brief),
        risks=risks(brief, packages),
    )
    return plan, Ledger(addresses, numbers)


def _institution(blueprint: Blueprint) -> Institution:
    of = blueprint.institution
    return Institution(name=of.name, code=of.code, tenant=of.tenant.lower(), cloud=of.cloud)


def _deployment(blueprint: Blueprint) -> Deployment:
    of = blueprint.deploy
    return Deployment(mode=of.mode, deny_settings=of.deny_settings, action_on_unmanage=of.action_on_unmanage)


def _spaces(brief: Brief) -> tuple[Space, ...]:
    pools = [(prefix, "address pool", "addressPools", i) for i, prefix in enumerate(brief.blueprint.address_pools)]
    premises = [(prefix, "on premises", "onPremises", i) for i, prefix in enumerate(brief.blueprint.on_premises)]
    text = "In use, or given to Azure, by the institution."
    found = [
        Space(prefix=prefix, use=use, because=brief.because(text, (key, index), source=BLUEPRINT))
        for prefix, use, key, index in [*pools, *premises]
    ]
    why = brief.because("Machines of VPN users get these.", ("hub", "gateway", "vpn", "pointToSite"), source=BLUEPRINT)
    found += [Space(prefix=pool.value, use="VPN users", because=why) for pool in clients(brief)]
    return tuple(sorted(found, key=lambda space: (space.use, space.prefix)))


def _flows(brief: Brief) -> tuple[Flow, ...]:
    """The blueprint's egress flows as a register, in order of name."""
    rows = sorted(enumerate(brief.blueprint.egress), key=lambda row: row[1].name)
    return tuple(
        Flow(
            name=flow.name,
            landing_zones=tuple(sorted(flow.landing_zones)),
            to=(*(flow.to.fqdns or ()), *map(str, flow.to.addresses or ()), *filter(None, [flow.to.service_tag])),
            owner=flow.owner,
            reason=flow.reason,
            review_by=flow.review_by.isoformat(),
            data_class=flow.data_class,
            because=(brief.because(flow.reason, ("egress", index), source=BLUEPRINT),),
        )
        for index, flow in rows
    )


def _tags(*layers: dict[str, str]) -> Tags:
    """Tags of a package: later layers win; keys that differ in case only are one tag to Azure."""
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        merged.update({key.lower(): (key, value) for key, value in layer.items()})
    return Tags(values=dict(sorted(merged.values())))


def _frame(brief: Brief, package: str, subscription: str, region: Region, tags: Tags, namer: Namer) -> Frame:
    """The frame of a package: its groups follow from what it is."""
    location = Given("location", "", region.name, "Azure region of the package.")
    symbols = (
        ((con.HUB, "network"), (con.DNS, "dns"), (con.MONITORING, "monitoring"))
        if package == "connectivity"
        else ((NETWORK, "network"), (WORKLOAD, "workload"))
    )
    groups = group_names(namer, *symbols)
    groups[con.WATCHER] = Given("groups", "watcher", WATCHER_GROUP, "Resource group of the network watchers.")
    # Packages of one subscription share this group: it carries no tags of theirs and stands in one region.
    home = Given("groups", "watcherLocation", brief.blueprint.regions[0], "Region of the watchers' resource group.")
    return Frame(brief, package, subscription, location, tags, namer, groups, {con.WATCHER: home}, namer.at)


def _connectivity(brief: Brief, ground: Ground) -> tuple[Package, HubFacts]:
    blueprint, hub = brief.blueprint, brief.blueprint.hub
    subscription = residence.subscription(blueprint, hub.subscription)
    region = residence.region(blueprint, None)
    tags = _tags(blueprint.institution.tags, {"purpose": "connectivity"}, hub.tags)
    frame = _frame(brief, "connectivity", subscription, region, tags, residence.hub_namer(brief))
    in_use = {residence.region(blueprint, zone.region).name for zone in blueprint.landing_zones} | {region.name}
    sources = {
        key: {role: cut.prefix for role, cut in layout.subnets.items()} for key, layout in ground.layouts.items()
    }
    networks = {key: layout.network.prefix for key, layout in ground.layouts.items() if key != "hub"}
    where = [regions()[name] for name in sorted(in_use)]
    estate = con.Estate(frame, ground.layouts["hub"], sources, networks, ground.numbers, where, ground.ways)
    planned = con.plan_connectivity(estate)
    package = Package(
        name="connectivity",
        title="Connectivity",
        purpose="connectivity",
        environment="",
        subscription=subscription,
        location=frame.location,
        tags=tags,
        groups=frame.resource_groups(),
        modules=planned.modules,
        rights=handover.connectivity_rights(subscription, planned.modules),
        providers=handover.providers(choice.hub_services(hub)),
        minutes=handover.connectivity_minutes(planned.modules),
        because=(brief.because("One hub for all landing zones, with the firewall as the only way out.", ("hub",)),),
    )
    check_overrides(brief, hub.names, _named_kinds(package), ("hub",))
    return package, planned.hub


def _zone(brief: Brief, index: int, zone: LandingZone, ground: Ground, hub: HubFacts) -> Package:
    blueprint = brief.blueprint
    environment = next(e for e in blueprint.environments if e.name == zone.environment)
    subscription = residence.zone_subscription(blueprint, zone)
    own = {"environment": environment.name, "landing-zone": zone.name, "purpose": zone.purpose}
    tags = _tags(blueprint.institution.tags, own, environment.tags, zone.tags)
    at: Path = ("landingZones", index)
    region = residence.region(blueprint, zone.region)
    frame = _frame(brief, zone.name, subscription, region, tags, residence.zone_namer(brief, zone, at))
    traffic = _traffic(blueprint, zone, at, ground, hub)
    modules = _PLANNERS[zone.purpose](lz.Zone(zone, frame, ground.layouts[zone.name], traffic, hub))
    package = Package(
        name=zone.name,
        title=f"Landing zone {zone.name}",
        purpose=zone.purpose,
        environment=zone.environment,
        subscription=subscription,
        location=frame.location,
        tags=tags,
        groups=frame.resource_groups(),
        modules=modules,
        rights=_rights(frame, hub, modules),
        providers=handover.providers(choice.zone_services(zone)),
        minutes=handover.zone_minutes(zone.purpose),
        because=(brief.because("A landing zone has a network, a package and an approval of its own.", at),),
    )
    check_overrides(brief, zone.names, _named_kinds(package), at)
    return package


def _rights(frame: Frame, hub: HubFacts, modules: tuple[Module, ...]) -> tuple[Right, ...]:
    """What whoever deploys a landing zone needs: at home, at the hub, and in the packages that it names."""
    own = [frame.group_id(group) for group in frame.groups]
    abroad = (*handover.reader_rights(modules, own), *handover.rights_abroad(modules))
    return (*handover.zone_rights(frame.subscription, hub), *abroad)


def _traffic(blueprint: Blueprint, zone: LandingZone, at: Path, ground: Ground, hub: HubFacts) -> ZoneTraffic:
    """What starts in a landing zone and where it may go."""
    flows = sorted(
        (ground.numbers[f"egress/{flow.name}"], position, flow)
        for position, flow in enumerate(blueprint.egress)
        if zone.name in flow.landing_zones
    )
    return ZoneTraffic(
        zone=zone,
        at=at,
        prefixes=prefixes(ground.layouts[zone.name]),
        firewall=hub.firewall_address,
        firewall_prefix=hub.firewall_prefix,
        region=residence.region(blueprint, zone.region).name,
        egress=flows,
        ways=ground.ways.get(zone.name, ()),
        arrivals=arrivals(ground.ways, zone.name),
        gateway=hub.gateway,
        jump_host=hub.jump_host,
    )


def _named_kinds(package: Package) -> tuple[str, ...]:
    """Kinds that a package has one of, whatever its regions, and that can so be named in the blueprint."""
    seen: list[str] = []
    for module in package.modules:
        own = [s.resource for s in module.services if not s.parent]
        seen += [one.kind for one in own if one.symbol == services()[one.kind].symbol]
        seen += [network.resource.kind for network in module.networks]
        seen += [table.resource.kind for table in module.route_tables]
        seen += [firewall.resource.kind for firewall in module.firewalls]
        seen += [policy.resource.kind for policy in module.firewall_policies]
    return tuple(sorted({kind for kind in seen if seen.count(kind) == 1}))
