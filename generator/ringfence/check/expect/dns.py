"""Stage 5, expected bodies of private DNS: zones, links, private endpoints and the zone groups that fill the zones.

Source of every shape: Microsoft.Network types 2026-03-01, privateDnsZones 2024-06-01.
"""

from __future__ import annotations

from ringfence.check.expect.arm_values import named, target, text
from ringfence.check.paths import Body, Json
from ringfence.plan.model.network import Zone
from ringfence.plan.model.private_endpoint import Endpoint


def zone(_: Zone) -> Body:
    """A zone is a name; its records are written by private endpoints."""
    return {"properties": {}}


def link(planned: Zone) -> Body:
    """The link of a zone to the network that resolves it."""
    return {"properties": {"virtualNetwork": named(planned.network)}}


def endpoint(planned: Endpoint) -> Body:
    """A private endpoint with one connection, approved automatically because both ends have the same owner."""
    connection: Body = {
        "name": planned.group,
        "properties": {"privateLinkServiceId": target(planned.target), "groupIds": [planned.group]},
    }
    return {
        "properties": {
            "customNetworkInterfaceName": text(planned.interface),
            "subnet": named(planned.subnet),
            "privateLinkServiceConnections": [connection],
        }
    }


def zone_group(planned: Endpoint) -> Body:
    """The zones that the endpoint's records go to; a service with two zones must list both.

    Source: azure-docs private-link/private-endpoint-dns.md.
    """
    configs: list[Json] = [
        {"name": zone.name.replace(".", "-"), "properties": {"privateDnsZoneId": zone.id}} for zone in planned.zones
    ]
    return {"properties": {"privateDnsZoneConfigs": configs}}
