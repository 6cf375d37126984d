"""ADR02, ADR03, ADR05, DSG01, DSG90 and DSG91: size, place and disjointness of subnets, security groups, gateways."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from itertools import combinations

from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.network import SecurityGroup, SecurityRule, Subnet, VirtualNetwork
from ringfence.plan.model.package import Package, Plan, modules
from ringfence.plan.model.values import Given, plain
from ringfence.rules.finding import finding

UNGUARDED = {"AzureFirewallSubnet", "GatewaySubnet"}
"""Subnets on which Azure forbids a security group."""
GATEWAY = "Microsoft.PowerPlatform/vnetaccesslinks"
RESERVED = {"gatewaysubnet", "azurebastionsubnet"}
TAKEN = IPv4Network("10.0.1.0/24")
"""What the subnet of a data gateway is delegated to, names that it cannot have, and addresses that it cannot have."""


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Every virtual network, subnet by subnet."""
    for package, module in modules(plan):
        for network in module.networks:
            for subnet in network.subnets:
                yield from _subnet(package.name, network, subnet)
                if subnet.delegation == GATEWAY:
                    yield from _gateway(package, subnet)
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


def _gateway(package: Package, subnet: Subnet) -> Iterator[Diagnostic]:
    """DSG90 and DSG91: what Power Platform demands of the subnet of a VNet data gateway, and of its security group.

    Source: MicrosoftDocs/data-integration vnet/create-data-gateways.md (2025-06-10), data-gateway-faqs.md (2025-06-27).
    """
    prefix, path = plain(subnet.prefix), f"{package.name}/{subnet.role}"
    members = [int(s.value) for one in package.remote for s in one.changeable if s.path == "numberOfMemberGateways"]
    wanted = 5 + sum(members) + 2
    if plain(subnet.name).lower() in RESERVED:
        message = f"no data gateway can be made in a subnet that is called {plain(subnet.name)}"
        yield finding("DSG90", message, subnet.because, path=path, value=plain(subnet.name))
    if prefix.overlaps(TAKEN):
        message = f"subnet {subnet.role} of {package.name} shares addresses with {TAKEN}, which the gateway uses itself"
        yield finding("DSG90", message, subnet.because, path=path, value=prefix)
    if prefix.num_addresses < wanted:
        message = (
            f"subnet {subnet.role} of {package.name} has {prefix.num_addresses} addresses, its gateway takes {wanted}"
        )
        yield finding("DSG90", message, subnet.because, path=path, value=prefix)
    groups = [group for module in package.modules for group in module.security_groups if group.subnet == subnet.role]
    for group in groups:
        yield from _members(package, subnet, group)


def _members(package: Package, subnet: Subnet, group: SecurityGroup) -> Iterator[Diagnostic]:
    """DSG91: members reach each other on every port and protocol, and nothing else reaches them."""
    path = f"{package.name}/{subnet.role}"
    own = [rule for rule in group.rules if rule.access == "Allow" and _among(rule, subnet)]
    for direction in ("Inbound", "Outbound"):
        if not any(rule.direction == direction and rule.protocol == "*" for rule in own):
            message = (
                f"the security group of {path} blocks members of its gateway from each other ({direction.lower()})"
            )
            yield finding("DSG91", message, group.resource.because, path=path, value=direction)
    for rule in group.rules:
        if rule.direction == "Inbound" and rule.access == "Allow" and not _among(rule, subnet):
            message = f"rule {rule.name} lets others than its members into the gateway of {path}"
            yield finding("DSG91", message, rule.because, path=path, value=rule.name)


def _among(rule: SecurityRule, subnet: Subnet) -> bool:
    ends = {str(place.value if isinstance(place, Given) else place) for place in (*rule.sources, *rule.destinations)}
    return ends == {str(plain(subnet.prefix))}
