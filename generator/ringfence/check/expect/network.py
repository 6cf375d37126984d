"""Stage 5, expected bodies of the network: security groups, route tables, endpoint policies, networks, peerings.

Source of every shape: Microsoft.Network types 2026-03-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, one_or_many, target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.network import (
    INTERNET,
    Peering,
    Route,
    RouteTable,
    SecurityGroup,
    SecurityRule,
    Subnet,
    VirtualNetwork,
)
from ringfence.plan.model.private_endpoint import EndpointPolicy


def security_group(group: SecurityGroup) -> Body:
    """A security group with its rules inline, by name: that is the order in which Azure keeps them.

    Bicep compares names without regard to case.
    Source: Azure/arm-template-whatif#260.
    """
    rules = sorted(group.rules, key=lambda rule: rule.name.lower())
    return {"properties": {"securityRules": [_rule(rule) for rule in rules]}}


def _rule(rule: SecurityRule) -> Body:
    properties: dict[str, Json] = {
        "access": rule.access,
        "description": rule.description,
        "direction": rule.direction,
        "priority": rule.priority,
        "protocol": rule.protocol,
        "sourcePortRange": "*",  # clients choose their ports; only destinations are filtered
        **one_or_many("sourceAddressPrefix", [text(place) for place in rule.sources]),
        **one_or_many("destinationAddressPrefix", [text(place) for place in rule.destinations]),
        **one_or_many("destinationPortRange", rule.ports),
    }
    return {"name": rule.name, "properties": properties}


def route_table(table: RouteTable) -> Body:
    """A route table with its routes inline."""
    return {"properties": {"routes": [_route(route) for route in table.routes]}}


def _route(route: Route) -> Body:
    properties: dict[str, Json] = {"addressPrefix": text(route.prefix)}
    if route.next_hop is None:
        properties["nextHopType"] = INTERNET
    else:
        properties |= {"nextHopType": "VirtualAppliance", "nextHopIpAddress": text(route.next_hop)}
    return {"name": route.name, "properties": properties}


def endpoint_policy(policy: EndpointPolicy) -> Body:
    """Accounts and aliases in two definitions: one definition for both is refused.

    Source: azure-ai-docs machine-learning/how-to-prevent-data-loss-exfiltration.md.
    """
    accounts = [*(target(account) for account in policy.accounts), *(account.id for account in policy.further)]
    own = "Storage accounts of this landing zone."
    azure = "Storage accounts that Azure itself runs for these services."
    definitions = [
        _definition("own-accounts", own, "Microsoft.Storage", accounts),
        _definition("platform-aliases", azure, "Global", list(policy.aliases)),
    ]
    return {"properties": {"serviceEndpointPolicyDefinitions": definitions}}


def _definition(name: str, description: str, service: str, resources: list[str]) -> Body:
    properties: Body = {"description": description, "service": service, "serviceResources": resources}
    return {"name": name, "properties": properties}


def virtual_network(network: VirtualNetwork) -> Body:
    """A network with every subnet inline; a subnet that is missing here would be deleted."""
    properties: dict[str, Json] = {
        "addressSpace": {"addressPrefixes": [text(network.prefix)]},
        "dhcpOptions": {"dnsServers": [text(server) for server in network.dns]},
        "subnets": [_subnet(subnet) for subnet in network.subnets],
    }
    if network.ddos_plan is not None:
        properties |= {"enableDdosProtection": True, "ddosProtectionPlan": named(network.ddos_plan)}
    return {"properties": properties}


def _subnet(subnet: Subnet) -> Body:
    delegation: Body = {"name": "delegation", "properties": {"serviceName": subnet.delegation}}
    properties: dict[str, Json] = {
        "addressPrefix": text(subnet.prefix),
        "delegations": [delegation] if subnet.delegation else [],
        "privateEndpointNetworkPolicies": subnet.endpoint_network_policies,
        "serviceEndpoints": [{"service": service} for service in subnet.service_endpoints],
    }
    if subnet.security_group is not None:
        properties["networkSecurityGroup"] = named(subnet.security_group)
    if subnet.route_table is not None:
        properties["routeTable"] = named(subnet.route_table)
    if subnet.endpoint_policy is not None:
        properties["serviceEndpointPolicies"] = [named(subnet.endpoint_policy)]
    return {"name": text(subnet.name), "properties": properties}


def peering(half: Peering) -> Body:
    """One half of a peering."""
    return {
        "properties": {
            "remoteVirtualNetwork": named(half.remote),
            "allowForwardedTraffic": half.allow_forwarded_traffic,
            "allowGatewayTransit": half.allow_gateway_transit,
            "useRemoteGateways": half.use_remote_gateways,
        }
    }
