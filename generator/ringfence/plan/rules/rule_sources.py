"""Where traffic comes from, as parameters name it: subnets of landing zones, VPN users, networks on premises."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network

from ringfence.blueprint.language.bastion import JumpHost
from ringfence.blueprint.prefixes import without
from ringfence.catalog.purpose import ENDPOINTS
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.values import ELEMENT, Given

Prefixes = Mapping[str, Mapping[str, IPv4Network]]
"""Prefixes of subnets by package and role: the hub, then landing zones in order of their ledger numbers."""
NO_NETWORK = IPv4Network("255.255.255.255/32")
"""What Azure Firewall takes for "translate always" (azure-docs firewall/snat-private-range.md)."""


def source_prefix(zone: str, role: str, prefixes: Prefixes) -> Given[IPv4Network]:
    """The prefix of one subnet of one landing zone, as the connectivity package's parameter names it."""
    return Given(
        "landingZones", f"{zone}.{camel(role)}", prefixes[zone][role], f"Subnet {role} of landing zone {zone}."
    )


def host(name: str) -> Given[str]:
    """A host name as a value of a row: clouds differ in it, and the linter wants none in the Bicep text."""
    return Given("", "", name, "Host that a firewall rule admits.")


def premises(context: BlueprintContext) -> tuple[Given[IPv4Network], ...]:
    """The networks on premises without the pools inside them, in the order of the blueprint."""
    given, pools = context.blueprint.on_premises.prefixes, context.blueprint.address_pools
    outside = dict.fromkeys(part for prefix in given for part in without(prefix, pools))
    return tuple(Given("onPremises", ELEMENT, prefix, "Prefixes in use on premises.") for prefix in outside)


def clients(context: BlueprintContext) -> tuple[Given[IPv4Network], ...]:
    """The prefix that machines of VPN users get addresses of; empty without VPN for users."""
    gateway = context.blueprint.hub.gateway
    users = gateway.vpn.point_to_site if gateway and gateway.vpn else None
    return (Given("vpnUsers", "pool", users.address_pool, "Addresses of VPN users' machines."),) if users else ()


def behind_gateway(context: BlueprintContext) -> tuple[Given[IPv4Network], ...]:
    """Everything that a gateway of the hub leads to: VPN users first, then networks on premises."""
    gateway = context.blueprint.hub.gateway
    if gateway is None:
        return ()
    reached = gateway.express_route is not None or (gateway.vpn is not None and bool(gateway.vpn.site_to_site))
    return (*clients(context), *(premises(context) if reached else ()))


def jump_host_spec(context: BlueprintContext) -> JumpHost | None:
    """What the blueprint says of the jump host; None without one."""
    bastion = context.blueprint.hub.bastion
    return bastion.jump_host if bastion else None


def endpoints(context: BlueprintContext, prefixes: Prefixes) -> list[Given[IPv4Network]]:
    """The subnets of private endpoints of every landing zone that has one, in order of their ledger numbers."""
    zones = {zone.name for zone in context.blueprint.landing_zones}
    found = [zone for zone in prefixes if zone in zones and ENDPOINTS in prefixes[zone]]
    return [source_prefix(zone, ENDPOINTS, prefixes) for zone in found]


def untranslated(context: BlueprintContext) -> tuple[Given[IPv4Network], ...]:
    """Towards whom the firewall leaves sources as they are; empty leaves that to Azure's default.

    Endpoints answer past route tables, so traffic to them from outside their network must be translated: only
    networks of those who come in by a gateway, or on premises, are left alone. Where there are none, an address that
    no machine has stands for that.
    Source: azure-docs firewall/snat-private-range.md; azure-docs private-link/inspect-traffic-with-azure-firewall.md.
    """
    if behind := behind_gateway(context):
        return behind
    if jump_host_spec(context) is None:
        return ()
    none = Given("", "", NO_NETWORK, "No network: the firewall translates every source.")
    return premises(context) or (none,)
