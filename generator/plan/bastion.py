"""Azure Bastion in the hub, and the jump host behind it: what stands around their subnets, and the machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network

from generator.blueprint import bastion as spec
from generator.blueprint import ssh_key
from generator.catalog.read import kinds
from generator.catalog.tables import regions
from generator.plan import bastion_rules, network
from generator.plan.addressing import Layout
from generator.plan.frame import Frame, ref
from generator.plan.gateway import to_zone
from generator.plan.model import bastion as model
from generator.plan.model.firewall import PublicIp
from generator.plan.model.network import Route, RouteTable, SecurityGroup, VirtualNetwork
from generator.plan.model.package import Module
from generator.plan.model.values import Given, Resource, Secret
from generator.plan.network import Guard
from generator.plan.sources import Prefixes, jump_host_spec
from generator.plan.telemetry import Sink, diagnostics, lock

BASTION, JUMP_HOST, SETTINGS = "bastion", "jump-host", "jumpHostSettings"
ZONES = ("1", "2", "3")
AT, HOST = bastion_rules.AT, bastion_rules.HOST
OVERVIEW = "azure-docs bastion/secure-bastion.md (2025-08-28)"
REGIONS = "azure-docs bastion/includes/availability-zone-regions-include.md (2025-10-21)"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where they stand: the hub's layout, everybody's subnets, the landing zones' networks, the firewall's address."""

    layout: Layout
    prefixes: Prefixes
    networks: Mapping[str, IPv4Network]
    firewall: IPv4Address


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the subnets of bastion and jump host: groups, route tables, and the guards by role."""

    groups: tuple[SecurityGroup, ...] = ()
    tables: tuple[RouteTable, ...] = ()
    guards: Mapping[str, Guard] = field(default_factory=dict)


def around(frame: Frame, group: str, ground: Ground) -> Around:
    """The guards of the two subnets; nothing without a bastion."""
    brief = frame.brief
    if brief.blueprint.hub.bastion is None:
        return Around()
    own = network.security_group(frame, group, BASTION, bastion_rules.bastion(brief))
    text = "Azure allows no route table here: sessions go straight to machines of the hub and of peered networks."
    guards = {BASTION: Guard(security_group=ref(own.resource), text=text)}
    if jump_host_spec(brief) is None:
        return Around((own,), (), guards)
    hop = network.planned_hop(ground.firewall)
    rules = bastion_rules.jump_host(brief, ground.layout, ground.prefixes, hop)
    theirs = network.security_group(frame, group, JUMP_HOST, rules)
    table = _routes(frame, group, ground.networks, hop)
    guards[JUMP_HOST] = Guard(security_group=ref(theirs.resource), route_table=ref(table.resource))
    return Around((own, theirs), (table,), guards)


def _routes(frame: Frame, group: str, networks: Mapping[str, IPv4Network], hop: Given[IPv4Address]) -> RouteTable:
    """Everything to the firewall: by default, and each landing zone, whose endpoints would otherwise be nearer."""
    why = frame.brief.because("The firewall is the jump host's only way on.", HOST, source=bastion_rules.INSPECT)
    name = frame.given(network.MODULE, "jumpHostRouteTable", "route-table", JUMP_HOST)
    resource = frame.resource("route-table", network.MODULE, "jumpHostRouteTable", name, group, why)
    default = Route(name="default-to-firewall", prefix=network.DEFAULT_ROUTE, next_hop=hop, because=(why,))
    zones = (to_zone(frame, zone, networks[zone], hop) for zone in sorted(networks))
    return RouteTable(resource=resource, routes=(default, *zones))


def bastion_modules(
    frame: Frame, group: str, hub: VirtualNetwork, firewall: IPv4Address, sink: Sink
) -> tuple[Module, ...]:
    """The module of the bastion and that of the jump host, as far as the blueprint asks for them."""
    wanted = frame.brief.blueprint.hub.bastion
    if wanted is None:
        return ()
    host = wanted.jump_host
    return (
        _bastion(frame, group, wanted, hub, sink),
        *((_jump_host(frame, group, host, hub, firewall),) if host else ()),
    )


def _bastion(frame: Frame, group: str, wanted: spec.Bastion, hub: VirtualNetwork, sink: Sink) -> Module:
    text = "The bastion's own address; people sign in at it, from the prefixes of its security group only."
    why = frame.brief.because(text, (*AT, "from"), source=bastion_rules.RULES)
    name = frame.given(BASTION, "publicIp", "public-ip", BASTION)
    address = PublicIp(resource=frame.resource("public-ip", BASTION, "publicIp", name, group, why), zones=ZONES)
    zones = ZONES if regions()[frame.location.value].bastionZones else ()
    reasons = (
        frame.brief.because("People sign in to machines without a public address on any of them.", AT, source=OVERVIEW),
        frame.brief.because(
            "It stands in three zones." if zones else "No source says that it can stand in zones in this region.",
            AT,
            source=REGIONS,
        ),
    )
    name = frame.given(BASTION, "name", BASTION)
    host = model.Bastion(
        resource=frame.resource(BASTION, BASTION, "bastionHost", name, group, *reasons),
        sku=wanted.sku,
        zones=zones,
        subnet=network.subnet_ref(hub, BASTION),
        public_ip=ref(address.resource),
        native_client=wanted.native_client,
    )
    guarded: list[Resource] = [address.resource, host.resource]
    return Module(
        name=BASTION,
        title="Bastion",
        scope=group,
        public_ips=(address,),
        bastions=(host,),
        diagnostics=diagnostics(frame, guarded, sink),
        locks=(lock(frame, host.resource, kinds()[BASTION].lock),),
    )


def _jump_host(frame: Frame, group: str, wanted: spec.JumpHost, hub: VirtualNetwork, firewall: IPv4Address) -> Module:
    """The machine and its interface; after the firewall, without which it could reach nothing."""
    why = frame.brief.because("A machine inside, to reach private endpoints from; no public address.", HOST)
    name = frame.given(SETTINGS, "interface", "network-interface", JUMP_HOST)
    interface = model.Interface(
        resource=frame.resource("network-interface", JUMP_HOST, "interface", name, group, why),
        subnet=network.subnet_ref(hub, JUMP_HOST),
        dns=network.planned_hop(firewall),
    )
    name = frame.given(SETTINGS, "name", JUMP_HOST)
    machine = model.JumpHost(
        resource=frame.resource(JUMP_HOST, JUMP_HOST, "jumpHost", name, group, why),
        size=Given(SETTINGS, "size", wanted.size, "Virtual machine size."),
        user=Given(SETTINGS, "user", wanted.user, "Name of the one account."),
        key=_key(wanted),
        fingerprint=ssh_key.fingerprint(wanted.ssh_key) if wanted.ssh_key else "",
        interface=ref(interface.resource),
        keys_file=Given(
            SETTINGS, "keysFile", f"/home/{wanted.user}/.ssh/authorized_keys", "File that Azure writes the key into."
        ),
        disk=Given(SETTINGS, "disk", f"{name.value}-system", "Name of the system disk."),
    )
    return Module(
        name=JUMP_HOST,
        title="Jump host",
        scope=group,
        after=("firewall",),
        interfaces=(interface,),
        jump_hosts=(machine,),
    )


def _key(wanted: spec.JumpHost) -> Given[str] | Secret:
    """The public key as the blueprint gives it, without its comment; or where Azure reads it."""
    text = "Public SSH key of the account on the jump host."
    if wanted.ssh_key_secret is not None:
        kept = wanted.ssh_key_secret
        return Secret(owner="jumpHostKey", vault=kept.key_vault_id, name=kept.secret_name, text=text)
    return Given(SETTINGS, "key", ssh_key.bare(wanted.ssh_key or ""), text)
