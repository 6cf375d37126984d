"""Azure Bastion in the hub, and the jump host behind it: what stands around their subnets, and the machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv4Network

from ringfence.blueprint.language import bastion as spec
from ringfence.blueprint.rules.hub import ssh_key
from ringfence.catalog.read import kinds
from ringfence.catalog.tables import regions
from ringfence.plan.addresses.allocation import Layout
from ringfence.plan.context.package_context import PackageContext, ref
from ringfence.plan.hub.gateways import to_zone
from ringfence.plan.model import bastion as model
from ringfence.plan.model.firewall import PublicIp
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import Route, RouteTable, SecurityGroup, VirtualNetwork
from ringfence.plan.model.values import SERVICES, Given, Resource, Secret, length
from ringfence.plan.network import networks, security_groups
from ringfence.plan.network.networks import Guard
from ringfence.plan.rules import bastion_rules
from ringfence.plan.rules.rule_sources import Prefixes, jump_host_spec
from ringfence.plan.telemetry.diagnostic_settings import Sink, diagnostics
from ringfence.plan.telemetry.locks import lock

BASTION, JUMP_HOST, SYMBOL = "bastion", "jump-host", "jumpHost"
ZONES = ("1", "2", "3")
AT, HOST = bastion_rules.AT, bastion_rules.HOST
OVERVIEW = "azure-docs bastion/secure-bastion.md (2025-08-28)"
REGIONS = "azure-docs bastion/includes/availability-zone-regions-include.md (2025-10-21)"


@dataclass(frozen=True, slots=True)
class BastionInputs:
    """Where they stand: the hub's layout, everybody's subnets, the landing zones' networks, the firewall's address."""

    layout: Layout
    prefixes: Prefixes
    zone_networks: Mapping[str, IPv4Network]
    firewall: IPv4Address


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the subnets of bastion and jump host: groups, route tables, and the guards by role."""

    groups: tuple[SecurityGroup, ...] = ()
    tables: tuple[RouteTable, ...] = ()
    guards: Mapping[str, Guard] = field(default_factory=dict)


def around(package: PackageContext, group: str, inputs: BastionInputs) -> Around:
    """The guards of the two subnets; nothing without a bastion."""
    context = package.context
    if context.blueprint.hub.bastion is None:
        return Around()
    own = security_groups.security_group(package, group, BASTION, bastion_rules.bastion(context))
    text = "Azure allows no route table here: sessions go straight to machines of the hub and of peered networks."
    guards = {BASTION: Guard(security_group=security_groups.guard(own), text=text)}
    if jump_host_spec(context) is None:
        return Around((own,), (), guards)
    hop = networks.planned_hop(inputs.firewall)
    rules = bastion_rules.jump_host(context, inputs.layout, inputs.prefixes, hop)
    theirs = security_groups.security_group(package, group, JUMP_HOST, rules)
    table = _routes(package, group, inputs.zone_networks, hop)
    guards[JUMP_HOST] = Guard(security_group=security_groups.guard(theirs), route_table=ref(table.resource))
    return Around((own, theirs), (table,), guards)


def _routes(
    package: PackageContext, group: str, zone_networks: Mapping[str, IPv4Network], hop: Given[IPv4Address]
) -> RouteTable:
    """Everything to the firewall: by default, and each landing zone, whose endpoints would otherwise be nearer."""
    why = package.context.because("The firewall is the jump host's only way on.", HOST, source=bastion_rules.INSPECT)
    name = package.given(networks.MODULE, "jumpHostRouteTable", "route-table", JUMP_HOST)
    resource = package.resource("route-table", networks.MODULE, "jumpHostRouteTable", name, group, why)
    default = Route(name="default-to-firewall", prefix=networks.DEFAULT_ROUTE, next_hop=hop, because=(why,))
    zones = (to_zone(package, zone, zone_networks[zone], hop) for zone in zone_networks)
    return RouteTable(resource=resource, routes=(default, *zones))


def bastion_modules(
    package: PackageContext, group: str, hub: VirtualNetwork, firewall: IPv4Address, sink: Sink
) -> tuple[Module, ...]:
    """The module of the bastion, with the jump host behind it where the blueprint asks for one.

    It then waits for the firewall, without which a jump host could reach nothing.
    """
    wanted = package.context.blueprint.hub.bastion
    if wanted is None:
        return ()
    alone = _bastion(package, group, wanted, hub, sink)
    if wanted.jump_host is None:
        return (alone,)
    interface, machine = _jump_host(package, group, wanted.jump_host, hub, firewall)
    title, after = "Bastion, and the jump host behind it", ("firewall",)
    return (replace(alone, title=title, after=after, interfaces=(interface,), jump_hosts=(machine,)),)


def _bastion(package: PackageContext, group: str, wanted: spec.Bastion, hub: VirtualNetwork, sink: Sink) -> Module:
    text = "The bastion's own address; people sign in at it, from the prefixes of its security group only."
    why = package.context.because(text, (*AT, "from"), source=bastion_rules.RULES)
    name = package.given(BASTION, "publicIp", "public-ip", BASTION, text="Name of its public IP address.")
    address = PublicIp(resource=package.resource("public-ip", BASTION, "publicIp", name, group, why), zones=ZONES)
    zones = ZONES if regions()[package.location.value].bastionZones else ()
    reasons = (
        package.context.because(
            "People sign in to machines without a public address on any of them.", AT, source=OVERVIEW
        ),
        package.context.because(
            "It stands in three zones." if zones else "No source says that it can stand in zones in this region.",
            AT,
            source=REGIONS,
        ),
    )
    name = package.given(BASTION, "name", BASTION)
    host = model.Bastion(
        resource=package.resource(BASTION, BASTION, "bastionHost", name, group, *reasons),
        sku=wanted.sku,
        zones=zones,
        subnet=networks.subnet_ref(hub, BASTION),
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
        diagnostics=diagnostics(package, guarded, sink),
        locks=(lock(package, host.resource, kinds()[BASTION].lock),),
    )


def _jump_host(
    package: PackageContext, group: str, wanted: spec.JumpHost, hub: VirtualNetwork, firewall: IPv4Address
) -> tuple[model.Interface, model.JumpHost]:
    """The interface and the machine."""
    why = package.context.because("A machine inside, to reach private endpoints from; no public address.", HOST)
    name = package.given(SERVICES, f"{SYMBOL}.networkInterface", "network-interface", JUMP_HOST)
    interface = model.Interface(
        resource=package.resource("network-interface", BASTION, "interface", name, group, why),
        subnet=networks.subnet_ref(hub, JUMP_HOST),
        dns=networks.planned_hop(firewall),
    )
    name = package.given(SERVICES, f"{SYMBOL}.name", JUMP_HOST)
    machine = model.JumpHost(
        resource=package.resource(JUMP_HOST, BASTION, "jumpHost", name, group, why),
        size=Given(SERVICES, f"{SYMBOL}.size", wanted.size, "Virtual machine size.", bounds=("maxLength(60)",)),
        user=Given(SERVICES, f"{SYMBOL}.user", wanted.user, "Name of the one account.", bounds=length(2, 32)),
        key=_key(wanted),
        fingerprint=ssh_key.fingerprint(wanted.ssh_key) if wanted.ssh_key else "",
        interface=ref(interface.resource),
        keys_file=Given(
            SERVICES,
            f"{SYMBOL}.keysFile",
            f"/home/{wanted.user}/.ssh/authorized_keys",
            "File that Azure writes the key into.",
            bounds=("maxLength(64)",),
        ),
        disk=Given(
            SERVICES, f"{SYMBOL}.disk", f"{name.value}-system", "Name of the system disk.", bounds=length(1, 80)
        ),
    )
    return interface, machine


def _key(wanted: spec.JumpHost) -> Given[str] | Secret:
    """The public key as the blueprint gives it, without its comment; or where Azure reads it."""
    text = "Public SSH key of the account on the jump host."
    if wanted.ssh_key_secret is not None:
        kept = wanted.ssh_key_secret
        return Secret(owner="jumpHostKey", vault=kept.key_vault_id, name=kept.secret_name, text=text)
    return Given(SERVICES, f"{SYMBOL}.key", ssh_key.bare(wanted.ssh_key or ""), text, bounds=("maxLength(4096)",))
