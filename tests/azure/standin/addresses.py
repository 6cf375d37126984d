"""Networks that are peered, or peered with one network, may not share an address.

Source: Azure Virtual Network peering, requirements and constraints (azure-docs virtual-network-manage-peering).
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body, Problem

_PEERING = "microsoft.network/virtualnetworks/virtualnetworkpeerings"


def overlaps(peering: Body, known: Resources) -> Iterator[Problem]:
    """Why a peering cannot be made: its two networks overlap, or the remote one overlaps with another peer."""
    if str(peering["type"]).lower() != _PEERING:
        return
    own, remote = str(peering["id"]).lower().rsplit("/", 2)[0], _remote(peering)
    if shared := _shared(known.get(own), known.get(remote)):
        message = f"Virtual networks {own} and {remote} cannot be peered because their address spaces overlap: {shared}"
        yield Problem("VnetAddressSpacesOverlap", message, peering["id"])
    for other in (body for key, body in known.items() if key.startswith(f"{own}/virtualnetworkpeerings/")):
        peer = _remote(other)
        if peer != remote and (shared := _shared(known.get(peer), known.get(remote))):
            message = f"Address space of {remote} overlaps with {peer}, which is already peered: {shared}"
            yield Problem("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", message, peering["id"])


def _remote(peering: Body) -> str:
    return str(peering["properties"]["remoteVirtualNetwork"]["id"]).lower()


def _shared(one: Body | None, other: Body | None) -> str:
    """The prefixes of one network that overlap with the other's."""
    mine, theirs = _prefixes(one), _prefixes(other)
    return ", ".join(a for a in mine if any(ip_network(a).overlaps(ip_network(b)) for b in theirs))


def _prefixes(network: Body | None) -> list[str]:
    prefixes: list[str] = ((network or {}).get("properties", {}).get("addressSpace") or {}).get("addressPrefixes", [])
    return prefixes
