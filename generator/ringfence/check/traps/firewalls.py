"""DSG30 to DSG33: what Azure asks of a firewall beside its addresses, its network, its policy and private endpoints."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from ringfence.check.evidence import Evidence
from ringfence.check.flatten import group_of
from ringfence.check.snapshot import Predicted
from ringfence.check.traps.reading import finding, holds, of_type, rows, text, texts
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import plain

FIREWALL, POLICY = "Microsoft.Network/azureFirewalls", "Microsoft.Network/firewallPolicies"
GROUP, ADDRESS = f"{POLICY}/ruleCollectionGroups", "Microsoft.Network/publicIPAddresses"
FRONT = "properties.ipConfigurations[*].properties"
TIERS = ("Basic", "Standard", "Premium")
"""Tiers, each with all that those before it can do."""
PREMIUM_ONLY = ("properties.intrusionDetection", "properties.transportSecurity")
NETWORK_RULE = "NetworkRule"


def zones(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG30: a firewall stands in the zones of each of its public addresses."""
    of_address = {address.key: address.raw.get("zones") for address in of_type(evidence, ADDRESS)}
    for firewall in of_type(evidence, FIREWALL):
        own = firewall.raw.get("zones")
        for at, address in texts(firewall.raw, f"{FRONT}.publicIPAddress.id"):
            if of_address.get(address.lower(), own) != own:
                message = "the firewall and its public address are in different zones"
                hint = "Give both the same zones."
                yield finding(evidence, "DSG30", firewall, at, message, value=address, hint=hint)


def places(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG31: a firewall is in the resource group of its network, and in the subscription of its addresses."""
    for firewall in of_type(evidence, FIREWALL):
        group = group_of(firewall.key)
        for at, subnet in texts(firewall.raw, f"{FRONT}.subnet.id"):
            if group_of(subnet.lower()) != group:
                message = "the firewall is in another resource group than its network"
                hint = "Put the firewall into the resource group of the network."
                yield finding(evidence, "DSG31", firewall, at, message, value=subnet, hint=hint)
        for at, address in texts(firewall.raw, f"{FRONT}.publicIPAddress.id"):
            if _subscription(address) != _subscription(group):
                message = "the firewall is in another subscription than its public address"
                hint = "Make the address in the subscription of the firewall."
                yield finding(evidence, "DSG31", firewall, at, message, value=address, hint=hint)


def _subscription(resource_id: str) -> str:
    return resource_id.lower().split("/")[2]


def tiers(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG32: a policy asks for nothing that its tier lacks, and hangs on no firewall of a lower tier."""
    policies = {policy.key: policy for policy in of_type(evidence, POLICY)}
    for policy in policies.values():
        if _rank(policy) < TIERS.index("Premium"):
            for path in (each for each in PREMIUM_ONLY if holds(policy.raw, each)):
                message = f"{path} is for Premium policies only"
                hint = "Leave it out, or write tier Premium for the policy and its firewall."
                yield finding(evidence, "DSG32", policy, path, message, value=_tier(policy), hint=hint)
    for firewall in of_type(evidence, FIREWALL):
        used = policies.get(text(firewall.raw, "properties.firewallPolicy.id").lower())
        if used is not None and _rank(firewall) < _rank(used):
            message = f"a {_tier(firewall)} firewall takes no {_tier(used)} policy"
            hint = "Give both the same tier."
            path = "properties.sku.tier"
            yield finding(evidence, "DSG32", firewall, path, message, value=_tier(firewall), hint=hint)


def _tier(resource: Predicted) -> str:
    return text(resource.raw, "properties.sku.tier") or "Standard"


def _rank(resource: Predicted) -> int:
    tier = _tier(resource)
    return TIERS.index(tier) if tier in TIERS else len(TIERS)


def sources(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG33: where network rules lead to a network of the plan, the firewall puts its address for the source's."""
    networks = [plain(network.prefix) for _, module in modules(evidence.plan) for network in module.networks]
    kept = {policy.key: list(_kept(policy)) for policy in of_type(evidence, POLICY)}
    for group in of_type(evidence, GROUP):
        ranges = kept.get(group.key.rpartition("/rulecollectiongroups/")[0], [])
        for at, place in _led_to(group):
            inside = any(place.subnet_of(network) for network in networks)
            if inside and any(place.overlaps(range_) for range_ in ranges):
                message = f"traffic to {place} passes with its own source, and a private endpoint would answer past us"
                hint = "Leave the networks of private endpoints out of snat.privateRanges of the policy."
                yield finding(evidence, "DSG33", group, at, message, value=str(place), hint=hint)


def _kept(policy: Predicted) -> Iterator[IPv4Network]:
    """The prefixes towards which a policy leaves sources as they are; Azure's default is every private address."""
    given = [value for _, value in texts(policy.raw, "properties.snat.privateRanges")]
    learns = text(policy.raw, "properties.snat.autoLearnPrivateRanges") == "Enabled"
    private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    for prefix in [*given, *(private if learns or not given else [])]:
        yield from _prefix(prefix)


def _led_to(group: Predicted) -> Iterator[tuple[str, IPv4Network]]:
    """Every prefix that a network rule of a rule collection group has as its destination, by the rule's path."""
    for at, rule in rows(group.raw, "properties.ruleCollections[*].rules"):
        for _, place in texts(rule, "destinationAddresses") if rule.get("ruleType") == NETWORK_RULE else ():
            yield from ((at, prefix) for prefix in _prefix(place))


def _prefix(place: str) -> Iterator[IPv4Network]:
    """The network that a text is; none for a service tag or a name."""
    try:
        yield IPv4Network(place)
    except ValueError:
        return
