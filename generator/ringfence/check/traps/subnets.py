"""DSG34 to DSG36: subnets that take no security group, delegated subnets, and subnets beside the list of a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.check.evidence import Evidence
from ringfence.check.paths import find
from ringfence.check.traps.reading import finding, of_type, text
from ringfence.diagnostics import Diagnostic

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNETS = "properties.subnets"
UNGUARDED = frozenset({"azurefirewallsubnet", "azurefirewallmanagementsubnet", "gatewaysubnet"})
"""Subnets that Azure guards itself, in lower case. Policy 35f9c03a-cc27-418e-9c0c-539ff999d010 denies it for gateways."""
GUESTS = {
    "Microsoft.Network/privateEndpoints": "properties.subnet.id",
    "Microsoft.MachineLearningServices/workspaces/computes": "properties.properties.subnet.id",
}
"""What cannot stand in a delegated subnet, and where it names its subnet."""


def guards(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG34: no security group on a subnet of a firewall or a gateway."""
    for network in of_type(evidence, NETWORK):
        for at, subnet in find(network.raw, f"{SUBNETS}[*]"):
            name = str(subnet.get("name", "")) if isinstance(subnet, Mapping) else ""
            guarded = any(isinstance(value, str) for _, value in find(subnet, "properties.networkSecurityGroup.id"))
            if name.lower() in UNGUARDED and guarded:
                message = f"{name} has a security group, which Azure does not support there"
                yield finding(evidence, "DSG34", network, at, message, value=name, hint="Leave it out.")


def delegated(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG35: a subnet is delegated to one service at most, and then nothing else stands in it."""
    services = {key: found for network in of_type(evidence, NETWORK) for key, found in _delegations(network.key, network)}
    for network in of_type(evidence, NETWORK):
        for key, found in _delegations(network.key, network):
            if len(found) > 1:
                message = f"a subnet is delegated to {len(found)} services"
                hint = "Give each service a subnet."
                yield finding(evidence, "DSG35", network, SUBNETS, message, value=key, hint=hint)
    for kind, path in GUESTS.items():
        for guest in of_type(evidence, kind):
            if found := services.get(text(guest, path).lower()):
                message = f"it stands in a subnet that is delegated to {found[0]}"
                hint = "Give it a subnet without a delegation."
                yield finding(evidence, "DSG35", guest, path, message, value=found[0], hint=hint)


def _delegations(key: str, network: object) -> Iterator[tuple[str, list[str]]]:
    """The services that each subnet of a network is delegated to, by the subnet's lower-case id."""
    raw = getattr(network, "raw", {})
    for _, subnet in find(raw, f"{SUBNETS}[*]"):
        rows = find(subnet, "properties.delegations[*].properties.serviceName") if isinstance(subnet, Mapping) else ()
        name = str(subnet.get("name", "")) if isinstance(subnet, Mapping) else ""
        yield f"{key}/subnets/{name.lower()}", [str(value) for _, value in rows]


def listed(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG36: every subnet stands in the list of its network."""
    for subnet in of_type(evidence, f"{NETWORK}/subnets"):
        message = "this subnet stands beside its network, whose next deployment would delete it"
        hint = "List it under subnets of the network."
        yield finding(evidence, "DSG36", subnet, "id", message, value=subnet.id, hint=hint)
