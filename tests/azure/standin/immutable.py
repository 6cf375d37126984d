"""What cannot be changed after it was created.

Sources: the resource types' own descriptions (create-only properties) and, for places, Azure Resource Manager's rule
that a resource keeps its location. Only properties of types that Ringfence deploys are here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.azure.standin.references import Resources, group_of
from tests.azure.standin.refusal import Body, Problem

_FIXED = {
    "microsoft.storage/storageaccounts": (
        "properties.isHnsEnabled",
        "properties.encryption.requireInfrastructureEncryption",
    ),
    "microsoft.keyvault/vaults": ("properties.softDeleteRetentionInDays",),
    "microsoft.machinelearningservices/workspaces": ("properties.hbiWorkspace", "properties.enableDataIsolation"),
    "microsoft.machinelearningservices/workspaces/computes": (
        "properties.computeType",
        "properties.properties.vmSize",
    ),
    "microsoft.compute/virtualmachines": (
        "properties.osProfile.adminUsername",
        "properties.osProfile.linuxConfiguration.ssh.publicKeys",
    ),
    "microsoft.authorization/roleassignments": ("properties.principalId", "properties.roleDefinitionId"),
    "microsoft.network/firewallpolicies": ("properties.sku.tier",),
}
_SAID = {
    "microsoft.authorization/roleassignments": (
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    ),
    "microsoft.network/firewallpolicies": (
        "FirewallPolicySkuChangeDisallowed",
        "Firewall Policy cannot change sku from one SKU Tier to another.",
    ),
}
"""Types whose provider has a code for it. Source: Azure/Enterprise-Scale#1747, MicrosoftDocs/azure-docs#88954."""
_ONE_WAY = {"microsoft.keyvault/vaults": ("properties.enablePurgeProtection", "properties.enableSoftDelete")}
"""May be turned on and not off again."""
_WORKSPACE, _ISOLATION = "microsoft.machinelearningservices/workspaces", "properties.managedNetwork.isolationMode"
_CLOSER = ("AllowInternetOutbound", "AllowOnlyApprovedOutbound")
"""A workspace's managed network only becomes closer: nothing leads back to none, or from the last to the first.

Source: azure-ai-docs how-to-managed-network (2025-05-23).
"""


def moved(resource: Body, state: Resources) -> Iterator[Problem]:
    """A resource that would have to move to another location."""
    before = state.get(resource["id"].lower())
    here, there = (before or {}).get("location"), resource.get("location")
    if here is None or there is None or here == there:
        return
    if group_of(resource["id"]) is None:
        message = f"Invalid resource group location '{there}'. The Resource group already exists in location '{here}'."
        yield Problem("InvalidResourceGroupLocation", message, resource["id"])
        return
    message = (
        f"The resource '{resource['name']}' already exists in location '{here}'. A resource with the same name "
        f"cannot be created in location '{there}'. Please select a new resource name."
    )
    yield Problem("InvalidResourceLocation", message, resource["id"])


def changed(resource: Body, state: Resources) -> Iterator[Problem]:
    """Properties that have another value than the one that the resource was created with."""
    before, kind = state.get(resource["id"].lower()), str(resource["type"]).lower()
    if before is None:
        return
    for path in _FIXED.get(kind, ()):
        if _at(before, path) != _at(resource, path):
            yield _refused(resource, path)
    for path in _ONE_WAY.get(kind, ()):
        if _at(before, path) is True and _at(resource, path) is not True:
            yield _refused(resource, path)
    if kind == _WORKSPACE and _rank(resource) < _rank(before):
        yield _refused(resource, _ISOLATION)


def _rank(workspace: Body) -> int:
    mode = _at(workspace, _ISOLATION)
    return _CLOSER.index(mode) + 1 if mode in _CLOSER else 0


def _refused(resource: Body, path: str) -> Problem:
    message = f"Changing property '{path}' of '{resource['name']}' is not allowed after it was created."
    code, said = _SAID.get(str(resource["type"]).lower(), ("PropertyChangeNotAllowed", message))
    return Problem(code, said, resource["id"])


def _at(body: Body, path: str) -> Any:
    value: Any = body
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value
