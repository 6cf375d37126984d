"""ADR02, ADR03, ADR05 and DSG01: size, place and disjointness of subnets, and a security group for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import Subnet, VirtualNetwork
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain
from ringfence.rules.finding import finding

UNGUARDED = {"AzureFirewallSubnet", "GatewaySubnet"}
"""Subnets on which Azure forbids a security group."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every virtual network, subnet by subnet."""
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                yield from _subnet(package.name, network, subnet)
            for one, other in combinations(network.subnets, 2):
                if plain(one.prefix).overlaps(plain(other.prefix)):
                    yield finding(
                        "ADR05",
                        f"subnets {one.role} and {other.role} of {package.name} overlap",
                        other.because,
                        path=f"{package.name}/{other.role}",
                        value=f"{plain(one.prefix)} and {plain(other.prefix)}",
                    )


def _subnet(package: str, network: VirtualNetwork, subnet: Subnet) -> Iterator[Diagnostic]:
    prefix, path = plain(subnet.prefix), f"{package}/{subnet.role}"
    if not prefix.subnet_of(plain(network.prefix)):
        message = f"subnet {subnet.role} of {package} is not inside its network"
        yield finding("ADR03", message, subnet.because, path=path, value=prefix)
    if prefix.num_addresses < subnet.needed:
        message = f"subnet {subnet.role} of {package} is too small for {subnet.needed} addresses"
        yield finding("ADR02", message, subnet.because, path=path, value=prefix)
    if subnet.security_group is None and plain(subnet.name) not in UNGUARDED:
        message = f"subnet {subnet.role} of {package} has no security group"
        yield finding("DSG01", message, subnet.because, path=path, value=plain(subnet.name))
