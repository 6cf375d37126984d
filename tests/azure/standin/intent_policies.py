"""Network intent policies: what a Databricks workspace with `AllRules` demands of the groups of its subnets afterwards.

Error and comparison: Azure/azure-quickstart-templates#6670, whose message names each rule that has no supporting one.
The rules: Azure/bicep-registry-modules avm/res/databricks/workspace/tests/e2e/waf-aligned/dependencies.bicep, which is
deployed twice there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body, Problem

_GROUP, _WORKSPACE = "microsoft.network/networksecuritygroups", "microsoft.databricks/workspaces"
_DEMANDS = (
    ("databricks-worker-to-worker-inbound", "Inbound", "*", "VirtualNetwork", "*"),
    ("databricks-worker-to-databricks-webapp", "Outbound", "Tcp", "AzureDatabricks", "443"),
    ("databricks-worker-to-sql", "Outbound", "Tcp", "Sql", "3306"),
    ("databricks-worker-to-storage", "Outbound", "Tcp", "Storage", "443"),
    ("databricks-worker-to-worker-outbound", "Outbound", "*", "VirtualNetwork", "*"),
    ("databricks-worker-to-eventhub", "Outbound", "Tcp", "EventHub", "9093"),
)
"""Name, direction, protocol, destination and port; the source is VirtualNetwork."""


def faults(resource: Body, state: Resources) -> Iterator[Problem]:
    """Why a security group cannot be written again; `state` is what there was before."""
    if str(resource["type"]).lower() != _GROUP or resource["id"].lower() not in _held(state):
        return
    rules = [dict(rule["properties"]) for rule in resource.get("properties", {}).get("securityRules", ())]
    missing = [demand[0] for demand in _DEMANDS if not any(_supports(rule, demand) for rule in rules)]
    if missing:
        names = ", ".join(missing)
        message = (
            "Found conflicts with NetworkIntentPolicy. Details: Network Security Group doesn't have supporting Security"
            f" Rule for Network Intent Policy Security Rule: Name: {names}"
        )
        yield Problem("ConflictWithNetworkIntentPolicy", message, resource["id"])


def _held(state: Resources) -> set[str]:
    """The security groups, by lower-case id, of subnets that have an intent policy."""
    return {group for row in state.values() for group in _of_workspace(row, state)}


def _of_workspace(workspace: Body, state: Resources) -> Iterator[str]:
    properties = workspace.get("properties", {})
    if str(workspace.get("type")).lower() != _WORKSPACE or properties.get("requiredNsgRules") != "AllRules":
        return
    given = {name: row.get("value") for name, row in properties["parameters"].items()}
    network = state.get(str(given["customVirtualNetworkId"]).lower(), {})
    for subnet in network.get("properties", {}).get("subnets", ()):
        if subnet["name"] in (given["customPublicSubnetName"], given["customPrivateSubnetName"]):
            yield str(subnet["properties"].get("networkSecurityGroup", {}).get("id", "")).lower()


def _supports(rule: dict[str, Any], demand: tuple[str, ...]) -> bool:
    _, direction, protocol, destination, port = demand
    ports = [rule.get("destinationPortRange"), *rule.get("destinationPortRanges", ())]
    return (
        (rule["access"], rule["direction"], rule["protocol"]) == ("Allow", direction, protocol)
        and (rule.get("sourceAddressPrefix"), rule.get("destinationAddressPrefix")) == ("VirtualNetwork", destination)
        and port in ports
    )
