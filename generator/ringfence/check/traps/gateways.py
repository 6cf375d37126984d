"""DSG42: a VPN gateway has as many public addresses as its mode asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.traps.reading import finding, holds, of_type, says, texts
from ringfence.diagnostics import Diagnostic

GATEWAY = "Microsoft.Network/virtualNetworkGateways"
FRONTS = "properties.ipConfigurations"


def addresses(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for an active-active gateway with fewer than two addresses, or than three with VPN users."""
    for gateway in of_type(evidence, GATEWAY):
        both = says(gateway.raw, "properties.activeActive", value=True)
        users = holds(gateway.raw, "properties.vpnClientConfiguration")
        needed = 2 + users if both else 1
        found = {value.lower() for _, value in texts(gateway.raw, f"{FRONTS}[*].properties.publicIPAddress.id")}
        if both and len(found) < needed:
            message = f"an active-active gateway{' with VPN users' if users else ''} needs {needed} public addresses"
            hint = "Give it an address for each instance, and another for users."
            yield finding(evidence, "DSG42", gateway, FRONTS, message, value=str(len(found)), hint=hint)
