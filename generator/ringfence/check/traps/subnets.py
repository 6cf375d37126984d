"""DSG34 to DSG36: subnets that take no security group, delegated subnets, and subnets beside the list of a network."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.paths import name_of
from ringfence.check.snapshot import Predicted
from ringfence.check.traps.reading import finding, of_type, rows, text, texts
from ringfence.diagnostics import Diagnostic

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNETS = "properties.subnets"
UNGUARDED = frozenset({"azurefirewallsubnet", "azurefirewallmanagementsubnet", "gatewaysubnet"})
"""Subnets that Azure guards itself, in lower case (Azure Policy 35f9c03a-cc27-418e-9c0c-539ff999d010 for gateways)."""
GUESTS = {
    "Microsoft.Network/privateEndpoints": "properties.subnet.id",
    "Microsoft.MachineLearningServices/workspaces/computes": "properties.properties.subnet.id",
}
"""What cannot stand in a delegated subnet, and where it names its subnet."""


def guards(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG34: no security group on a subnet of a firewall or a gateway."""
    for network in of_type(evidence, NETWORK):
        for at, subnet in rows(network.raw, SUBNETS):
            if name_of(subnet).lower() in UNGUARDED and text(subnet, "properties.networkSecurityGroup.id"):
                message = f"{name_of(subnet)} has a security group, which Azure does not support there"
                yield finding(evidence, "DSG34", network, at, message, value=name_of(subnet), hint="Leave it out.")


def delegated(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG35: a subnet is delegated to one service at most, and then nothing else stands in it."""
    services: dict[str, list[str]] = {}
    for network in of_type(evidence, NETWORK):
        for at, key, found in _delegations(network):
            services[key] = found
            if len(found) > 1:
                message = f"a subnet is delegated to {len(found)} services"
                hint = "Give each service a subnet."
                yield finding(evidence, "DSG35", network, at, message, value=", ".join(found), hint=hint)
    for kind, path in GUESTS.items():
        for guest in of_type(evidence, kind):
            if found := services.get(text(guest.raw, path).lower(), []):
                message = f"it stands in a subnet that is delegated to {found[0]}"
                hint = "Give it a subnet without a delegation."
                yield finding(evidence, "DSG35", guest, path, message, value=found[0], hint=hint)


def _delegations(network: Predicted) -> Iterator[tuple[str, str, list[str]]]:
    """For each subnet of a network its keyed path, its lower-case id, and the services that it is delegated to."""
    for at, subnet in rows(network.raw, SUBNETS):
        found = [service for _, service in texts(subnet, "properties.delegations[*].properties.serviceName")]
        yield at, f"{network.key}/subnets/{name_of(subnet).lower()}", found


def listed(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG36: every subnet stands in the list of its network."""
    for subnet in of_type(evidence, f"{NETWORK}/subnets"):
        message = "this subnet stands beside its network, whose next deployment would delete it"
        hint = "List it under subnets of the network."
        yield finding(evidence, "DSG36", subnet, "id", message, value=subnet.id, hint=hint)
