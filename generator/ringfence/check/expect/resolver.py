"""Stage 5, expected bodies of the DNS resolver. Source of every shape: Microsoft.Network types 2025-05-01."""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.dns.resolver import ForwardingRule, InboundEndpoint, OutboundEndpoint, Resolver, Ruleset


def resolver(planned: Resolver) -> Body:
    """A resolver in its network."""
    return {"properties": {"virtualNetwork": named(planned.network)}}


def inbound(planned: InboundEndpoint) -> Body:
    """The inbound endpoint, with a static address."""
    place: Body = {
        "subnet": named(planned.subnet),
        "privateIpAllocationMethod": "Static",
        "privateIpAddress": text(planned.address),
    }
    return {"properties": {"ipConfigurations": [place]}}


def outbound(planned: OutboundEndpoint) -> Body:
    """The outbound endpoint."""
    return {"properties": {"subnet": named(planned.subnet)}}


def ruleset(planned: Ruleset) -> Body:
    """A forwarding ruleset and its outbound endpoint."""
    return {"properties": {"dnsResolverOutboundEndpoints": [named(planned.outbound)]}}


def link(planned: Ruleset) -> Body:
    """The link of a ruleset to the network that uses it."""
    return {"properties": {"virtualNetwork": named(planned.network)}}


def rule(planned: ForwardingRule) -> Body:
    """A conditional forwarder: a domain and its DNS servers."""
    servers: list[Json] = [{"ipAddress": str(server), "port": 53} for server in planned.servers]
    return {
        "properties": {
            "domainName": f"{planned.domain}.",
            "forwardingRuleState": "Enabled",
            "targetDnsServers": servers,
        }
    }
