"""Stage 5, expected bodies of the firewall: addresses, policies, rule collection groups, the appliance.

Source of every shape: Microsoft.Network types 2026-03-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.firewall import Firewall, FirewallPolicy, FirewallRule, PublicIp, RuleCollection, RuleGroup


def public_ip(address: PublicIp) -> Body:
    """A public address in the zones that the region has."""
    return {"zones": list(address.zones)}


def policy(planned: FirewallPolicy) -> Body:
    """A firewall policy. Premium also detects intrusions and, in Deny mode, stops them, but for its overrides."""
    properties: dict[str, Json] = {"sku": {"tier": planned.tier}}
    if planned.tier == "Premium":
        properties["intrusionDetection"] = _detection(planned)
    if planned.hosts or planned.addresses:
        places: list[Json] = [text(place) for place in planned.addresses]
        properties["threatIntelWhitelist"] = {"fqdns": list(planned.hosts), "ipAddresses": places}
    if planned.untranslated:
        kept: list[Json] = [text(place) for place in planned.untranslated]
        properties["snat"] = {"autoLearnPrivateRanges": "Disabled", "privateRanges": kept}
    return {"properties": properties}


def _detection(planned: FirewallPolicy) -> Body:
    detection: dict[str, Json] = {"mode": "Deny"}
    if planned.overrides:
        rows: list[Json] = [{"id": one.signature, "mode": one.mode} for one in planned.overrides]
        detection["configuration"] = {"signatureOverrides": rows}
    return detection


def rule_group(group: RuleGroup) -> Body:
    """A rule collection group: every collection allows, what none allows is dropped."""
    collections = [_collection(collection) for collection in group.collections]
    return {"properties": {"priority": group.priority, "ruleCollections": collections}}


def _collection(collection: RuleCollection) -> Body:
    return {
        "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
        "name": collection.name,
        "priority": collection.priority,
        "action": {"type": "Allow"},
        "rules": [_network(rule) if rule.kind == "network" else _application(rule) for rule in collection.rules],
    }


def _network(rule: FirewallRule) -> Body:
    """A rule has either addresses or host names as destinations, never both."""
    destinations = [text(place) for place in rule.destinations]
    hosts = [text(host) for host in rule.hosts]
    body: dict[str, Json] = {
        "ruleType": "NetworkRule",
        "name": rule.name,
        "description": rule.description,
        "ipProtocols": list(rule.protocols),
        "sourceAddresses": [text(source) for source in rule.sources],
        "destinationPorts": list(rule.ports),
    }
    if destinations:
        body["destinationAddresses"] = destinations
    if hosts:
        body["destinationFqdns"] = hosts
    return body


def _application(rule: FirewallRule) -> Body:
    return {
        "ruleType": "ApplicationRule",
        "name": rule.name,
        "description": rule.description,
        "protocols": [_protocol(protocol) for protocol in rule.protocols],
        "sourceAddresses": [text(source) for source in rule.sources],
        "targetFqdns": [text(host) for host in rule.hosts],
        "terminateTLS": False,  # inspection would need a certificate authority in the firewall's hands
    }


def _protocol(spelling: str) -> Body:
    """`Https:443` as the two fields that ARM has for it."""
    kind, _, port = spelling.partition(":")
    return {"protocolType": kind, "port": int(port)}


def firewall(planned: Firewall) -> Body:
    """The appliance in its own subnet, with its public addresses and one policy; the first names the subnet."""
    fronts: list[Json] = [
        {
            "name": front.name,
            "properties": ({} if index else {"subnet": named(planned.subnet)})
            | {"publicIPAddress": named(front.public_ip)},
        }
        for index, front in enumerate(planned.fronts)
    ]
    properties: dict[str, Json] = {
        "sku": {"tier": planned.tier},
        "ipConfigurations": fronts,
        "firewallPolicy": named(planned.policy),
    }
    return {"properties": properties, "zones": list(planned.zones)}
