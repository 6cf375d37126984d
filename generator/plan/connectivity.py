"""Assembles the connectivity package: hub network, firewall, private DNS, Log Analytics, flow logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from generator.catalog.read import kinds, services
from generator.catalog.tables import Region
from generator.plan import access, bastion, dns, gateway, network, resolver
from generator.plan.addressing import Layout
from generator.plan.brief import Path, camel
from generator.plan.frame import Frame, existing, ref
from generator.plan.hub_facts import HubFacts
from generator.plan.model.firewall import Firewall, FirewallPolicy, PublicIp
from generator.plan.model.network import VirtualNetwork, Zone
from generator.plan.model.package import Module
from generator.plan.model.services import Identity
from generator.plan.model.values import Given, Ref, Resource, plain
from generator.plan.outbound import rule_groups
from generator.plan.services.service import Wiring, plan_service
from generator.plan.sources import Prefixes, jump_host_spec, untranslated
from generator.plan.telemetry import FlowSink, Sink, diagnostics, flow_logs, lock
from generator.plan.ways import Ways

HUB, DNS, MONITORING, WATCHER = "hubGroup", "dnsGroup", "monitoringGroup", "watcherGroup"
ZONES = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Estate:
    """What the connectivity package is planned from: addresses of everyone, ledger numbers, regions in use.

    `prefixes` are the subnets of each package by role, `networks` the landing zones as a whole.
    """

    frame: Frame
    layout: Layout
    prefixes: Prefixes
    networks: Mapping[str, IPv4Network]
    numbers: Mapping[str, int]
    regions: Sequence[Region]
    ways: Ways


@dataclass(frozen=True, slots=True)
class Connectivity:
    """The planned modules and what landing zones need to know of them."""

    modules: tuple[Module, ...]
    hub: HubFacts


def plan_connectivity(estate: Estate) -> Connectivity:
    """Every module of the package, and the facts that landing zones refer to."""
    frame = estate.frame
    monitoring = _monitoring(estate)
    sink = Sink(ref(monitoring.services[0].resource))
    writer = _flow_identity(estate)
    storages = {region.name: _flow_storage(estate, region, sink) for region in estate.regions}
    net, virtual_network = _network(estate, sink)
    policy = _policy(estate)
    owner = policy.firewall_policies[0].resource
    rules = tuple(_rules(estate, policy))
    after = tuple(module.name for module in rules) or (policy.name,)
    firewall = _firewall(estate, virtual_network, ref(owner), sink, after)
    names = dns.zone_names(frame.brief)
    zones = dns.zones(frame, DNS, ref(virtual_network.resource), names)
    dns_module = Module(name=dns.MODULE, title="Private DNS zones", scope=DNS, zones=zones)
    here = storages[frame.location.value].services[0].resource
    flows = flow_logs(
        frame,
        WATCHER,
        virtual_network,
        FlowSink(ref(here), sink.workspace, ref(writer.resource)),
    )
    modules = (
        monitoring,
        Module(name="identities", title="Managed identities", scope=MONITORING, identities=(writer,)),
        *storages.values(),
        *_rights(estate, writer, storages, monitoring),
        net,
        policy,
        *rules,
        firewall,
        *gateway.gateway_modules(frame, HUB, virtual_network, sink),
        *resolver.resolver_modules(frame, HUB, virtual_network, estate.layout),
        *bastion.bastion_modules(frame, HUB, virtual_network, firewall_address(estate.layout), sink),
        dns_module,
        flows,
    )
    return Connectivity(modules, _facts(estate, virtual_network, monitoring, writer, storages, zones))


def _monitoring(estate: Estate) -> Module:
    days = estate.frame.brief.blueprint.hub.log_retention_days
    values = {"retentionDays": Given("logAnalyticsSettings", "retentionDays", days, "Days that logs stay searchable.")}
    why = estate.frame.brief.because("Security logs of every resource are kept in one place.", estate.frame.at)
    return plan_service(estate.frame, services()["log-analytics"], MONITORING, Wiring({}, values, None), why)


def _flow_identity(estate: Estate) -> Identity:
    text = "Network Watcher writes flow records as this identity, because the accounts have no keys."
    return access.identity(estate.frame, MONITORING, "flowLogIdentity", "flow-logs", text)


def _flow_storage(estate: Estate, region: Region, sink: Sink) -> Module:
    """Flow records must be stored in the region of their network (Microsoft Learn network-watcher)."""
    why = estate.frame.brief.because(
        f"Flow records of networks in {region.display} must stay in that region.",
        ("regions",),
        source="Microsoft Learn network-watcher/vnet-flow-logs-overview",
    )
    wiring = Wiring({}, {}, sink)
    return plan_service(estate.frame, services()["log-storage"], MONITORING, wiring, why, region=region)


def _rights(estate: Estate, writer: Identity, storages: Mapping[str, Module], monitoring: Module) -> tuple[Module, ...]:
    """The flow log identity's rights on each account, then those of people on the hub and on the logs."""
    frame = estate.frame
    rows = []
    scopes: dict[str, access.Scope] = {}
    for spec in access.specs("identity", "flowLogIdentity"):
        for storage in storages.values():
            account = storage.services[0].resource
            scopes[account.symbol] = access.Scope(MONITORING, account)
            rows.append((access.identity_holder(writer), spec.model_copy(update={"on": account.symbol})))
    people_scopes = {
        "logAnalytics": access.Scope(MONITORING, monitoring.services[0].resource),
        "hub-group": access.Scope(HUB),
    }
    return (
        *access.access_modules(frame, "identity", rows, scopes, MONITORING, [writer]),
        *access.access_modules(frame, "persona", access.people(frame, "connectivity"), people_scopes, MONITORING),
    )


def _network(estate: Estate, sink: Sink) -> tuple[Module, VirtualNetwork]:
    frame = estate.frame
    group = resolver.security_group(frame, HUB, estate.layout)
    table = gateway.route_table(frame, HUB, estate.networks, firewall_address(estate.layout))
    routes = ref(table.resource) if table else None
    ground = bastion.Ground(estate.layout, estate.prefixes, estate.networks, firewall_address(estate.layout))
    more = bastion.around(frame, HUB, ground)
    resolves = frame.brief.blueprint.hub.resolver
    guards = network.hub_guards(ref(group.resource), routes, more.guards, resolves=resolves)
    planned = network.virtual_network(frame, HUB, estate.layout, guards, ())
    module = Module(
        name=network.MODULE,
        title="Network",
        scope=HUB,
        security_groups=(group, *more.groups),
        route_tables=(*((table,) if table else ()), *more.tables),
        networks=(planned,),
        diagnostics=diagnostics(
            frame, [group.resource, *(one.resource for one in more.groups), planned.resource], sink
        ),
    )
    return module, planned


def _policy(estate: Estate) -> Module:
    frame, tier = estate.frame, estate.frame.brief.blueprint.hub.firewall
    at: Path = ("hub", "firewall")
    idps = " IDPS drops what its signatures recognise." if tier == "Premium" else ""
    why = frame.brief.because(f"{tier} tier: DNS proxy on, threat intelligence denies.{idps}", at)
    name = frame.given("firewall", "policy", "firewall-policy")
    resource = frame.resource("firewall-policy", "firewall-policy", "firewallPolicy", name, HUB, why)
    policy = FirewallPolicy(resource=resource, tier=tier, untranslated=untranslated(frame.brief))
    return Module(name="firewall-policy", title="Firewall policy", scope=HUB, firewall_policies=(policy,))


def firewall_address(layout: Layout) -> IPv4Address:
    """The private address that Azure gives the firewall: the first that a subnet has for guests, the fourth of all.

    Azure does not promise it (unconfirmed); DEPLOY.md has it compared before the first landing zone goes out.
    """
    return layout.subnets["firewall"].prefix.network_address + 4


def _rules(estate: Estate, policy: Module) -> Iterator[Module]:
    """The module of rules; none when nobody has a way out, because it would declare a policy that nothing uses."""
    owner = policy.firewall_policies[0].resource
    groups = rule_groups(estate.frame.brief, estate.frame, owner.id, estate.prefixes, estate.numbers, estate.ways)
    if groups:
        yield Module(
            name="firewall-rules",
            title="Firewall rules",
            scope=HUB,
            after=(policy.name,),
            existing=(existing(owner),),
            rule_groups=groups,
        )


def _firewall(
    estate: Estate, virtual_network: VirtualNetwork, policy: Ref, sink: Sink, after: tuple[str, ...]
) -> Module:
    """The appliance and its public address, in three zones. It comes after its rules, so it never runs without them."""
    frame, module = estate.frame, "firewall"
    source = "azure-docs firewall/firewall-known-issues.md"
    ip_why = frame.brief.because("The firewall's way out; all traffic of the institution leaves from it.", ("hub",))
    why = frame.brief.because("The only way out of every landing zone.", ("hub", "firewall"), source=source)
    ip_name = frame.given("firewall", "publicIp", "public-ip", "firewall")
    name = frame.given("firewall", "name", "firewall")
    public_ip = PublicIp(resource=frame.resource("public-ip", module, "publicIp", ip_name, HUB, ip_why), zones=ZONES)
    firewall = Firewall(
        resource=frame.resource("firewall", module, "azureFirewall", name, HUB, why),
        tier=frame.brief.blueprint.hub.firewall,
        zones=ZONES,
        subnet=network.subnet_ref(virtual_network, "firewall"),
        public_ip=ref(public_ip.resource),
        policy=policy,
        address=firewall_address(estate.layout),
    )
    guarded: list[Resource] = [public_ip.resource, firewall.resource]
    return Module(
        name=module,
        title="Azure Firewall",
        scope=HUB,
        after=after,
        public_ips=(public_ip,),
        firewalls=(firewall,),
        diagnostics=diagnostics(frame, guarded, sink),
        locks=tuple(lock(frame, r, kinds()[r.kind].lock) for r in guarded),
    )


def _facts(
    estate: Estate,
    virtual_network: VirtualNetwork,
    monitoring: Module,
    writer: Identity,
    storages: Mapping[str, Module],
    zones: tuple[Zone, ...],
) -> HubFacts:
    """What a landing zone's parameters say of the hub."""
    frame, resource = estate.frame, virtual_network.resource
    return HubFacts(
        subscription=Given("hub", "subscription", frame.subscription, "Subscription of the hub."),
        group=Given("hub", "group", frame.groups[HUB].value, "Resource group of the hub network."),
        network_name=Given("hub", "network", plain(resource.name), "Name of the hub network."),
        network_id=Given("hub", "networkId", resource.id, "Id of the hub network."),
        firewall_address=Given(
            "hub", "firewallAddress", firewall_address(estate.layout), "Private address of the firewall."
        ),
        firewall_prefix=Given(
            "hub", "firewallPrefix", estate.layout.subnets["firewall"].prefix, "Prefix that the firewall speaks from."
        ),
        log_analytics_id=Given(
            "logs", "logAnalyticsId", monitoring.services[0].resource.id, "Id of the central Log Analytics workspace."
        ),
        flow_identity_id=Given(
            "logs", "flowIdentityId", writer.resource.id, "Id of the identity that writes flow records."
        ),
        flow_storage={
            region: Given(
                "logs", "flowStorageId", module.services[0].resource.id, "Id of the region's flow log account."
            )
            for region, module in storages.items()
        },
        zones={plain(zone.resource.name): _zone_id(zone) for zone in zones},
        gateway=frame.brief.blueprint.hub.gateway is not None,
        jump_host=jump_host_spec(frame.brief) is not None,
    )


def _zone_id(zone: Zone) -> Given[str]:
    return Given("dnsZones", camel(plain(zone.resource.name)), zone.resource.id, "Id of a private DNS zone.")
