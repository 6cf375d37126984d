"""Where traffic comes from, as parameters name it: subnets of landing zones, VPN users, networks on premises."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network

from generator.plan.brief import Brief, identifier
from generator.plan.model.values import Given

Prefixes = Mapping[str, Mapping[str, IPv4Network]]
"""Prefixes of subnets by package and role."""


def source_prefix(zone: str, role: str, prefixes: Prefixes) -> Given[IPv4Network]:
    """The prefix of one subnet of one landing zone, as the connectivity package's parameter names it."""
    return Given(
        "landingZones", f"{identifier(zone)}_{role}", prefixes[zone][role], f"Subnet {role} of landing zone {zone}."
    )


def premises(brief: Brief) -> tuple[Given[IPv4Network], ...]:
    """The networks on premises, in order of address."""
    return tuple(
        Given("onPremises", f"prefix{index}", prefix, "Prefix in use on premises.")
        for index, prefix in enumerate(sorted(brief.blueprint.on_premises))
    )


def clients(brief: Brief) -> tuple[Given[IPv4Network], ...]:
    """The prefix that machines of VPN users get addresses of; empty without VPN for users."""
    gateway = brief.blueprint.hub.gateway
    users = gateway.vpn.point_to_site if gateway and gateway.vpn else None
    return (Given("vpnUsers", "pool", users.address_pool, "Addresses of VPN users' machines."),) if users else ()


def behind_gateway(brief: Brief) -> tuple[Given[IPv4Network], ...]:
    """Everything that a gateway of the hub leads to: VPN users first, then networks on premises."""
    gateway = brief.blueprint.hub.gateway
    if gateway is None:
        return ()
    reached = gateway.express_route is not None or (gateway.vpn is not None and bool(gateway.vpn.site_to_site))
    return (*clients(brief), *(premises(brief) if reached else ()))
