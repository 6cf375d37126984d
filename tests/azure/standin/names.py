"""Names that Azure would not take. A type that is not here may have any name that its parents' path allows.

Source: Azure resource name rules (azure-docs resource-name-rules); for endpoints and the deployments behind them
azure-ai-docs how-to-manage-quotas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.azure.standin.refusal import Body, Problem

_NETWORK = ("InvalidResourceName", r"[A-Za-z0-9]([\w.-]{0,78}\w)?")
_ENDPOINT = ("InvalidResourceName", r"[A-Za-z][A-Za-z0-9-]{1,30}[A-Za-z0-9]")
_RULES = {
    "microsoft.resources/resourcegroups": ("InvalidResourceGroup", r"[\w().-]{0,89}[\w()-]"),
    "microsoft.storage/storageaccounts": ("AccountNameInvalid", r"[a-z0-9]{3,24}"),
    "microsoft.keyvault/vaults": ("VaultNameNotValid", r"(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]"),
    "microsoft.containerregistry/registries": ("InvalidResourceName", r"[A-Za-z0-9]{5,50}"),
    "microsoft.machinelearningservices/workspaces": ("InvalidResourceName", r"[A-Za-z0-9][\w-]{2,32}"),
    "microsoft.machinelearningservices/workspaces/computes": ("InvalidResourceName", r"[A-Za-z][A-Za-z0-9-]{1,23}"),
    "microsoft.machinelearningservices/workspaces/onlineendpoints": _ENDPOINT,
    "microsoft.machinelearningservices/workspaces/onlineendpoints/deployments": _ENDPOINT,
    "microsoft.machinelearningservices/workspaces/batchendpoints": _ENDPOINT,
    "microsoft.machinelearningservices/workspaces/batchendpoints/deployments": _ENDPOINT,
    "microsoft.operationalinsights/workspaces": ("InvalidResourceName", r"[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]"),
    "microsoft.managedidentity/userassignedidentities": ("InvalidResourceName", r"[A-Za-z0-9][\w-]{2,127}"),
    "microsoft.network/virtualnetworks": ("InvalidResourceName", r"[A-Za-z0-9][\w.-]{0,62}\w"),
    "microsoft.network/azurefirewalls": ("InvalidResourceName", r"[A-Za-z0-9][\w.-]{0,54}\w"),
    "microsoft.network/networksecuritygroups": _NETWORK,
    "microsoft.network/publicipaddresses": _NETWORK,
    "microsoft.network/routetables": _NETWORK,
    "microsoft.network/firewallpolicies": _NETWORK,
    "microsoft.network/serviceendpointpolicies": _NETWORK,
    "microsoft.authorization/roleassignments": (
        "InvalidRoleAssignmentId",
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-\w{12}",
    ),
}


def invalid(resource: Body) -> Iterator[Problem]:
    """A name that does not fit its type."""
    code, pattern = _RULES.get(str(resource["type"]).lower(), ("", ""))
    name = str(resource["id"]).rpartition("/")[2]
    if code and not re.fullmatch(pattern, name):
        message = f"The name '{name}' of type '{resource['type']}' is invalid: it must match '{pattern}'."
        yield Problem(code, message, resource["id"])
