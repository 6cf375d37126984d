"""DSG39 and DSG40: what a workspace of Azure Machine Learning and its compute ask of account, cluster and subnet."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.paths import name_of
from ringfence.check.snapshot import Predicted
from ringfence.check.traps.reading import finding, of_type, rows, says, text, texts
from ringfence.diagnostics import Diagnostic

WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
COMPUTE, ACCOUNT = f"{WORKSPACE}/computes", "Microsoft.Storage/storageAccounts"
NETWORK, POLICY = "Microsoft.Network/virtualNetworks", "Microsoft.Network/serviceEndpointPolicies"
ALIAS = "/services/Azure/MachineLearning"
"""What admits the storage accounts that Azure Machine Learning runs itself."""
MODE = "properties.systemDatastoresAuthMode"
BUILDER = "properties.imageBuildCompute"
GPU = "standard_n"
"""How the names of GPU sizes begin, in lower case."""


def accounts(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG39: the account of a workspace has no folders, its keys fit the way in, and no GPU cluster builds images."""
    known = {account.key: account for account in of_type(evidence, ACCOUNT)}
    for workspace in of_type(evidence, WORKSPACE):
        account = known.get(text(workspace.raw, "properties.storageAccount").lower())
        if account is not None and says(account.raw, "properties.isHnsEnabled", value=True):
            message = "the default account of a workspace must not have folders (a hierarchical namespace)"
            hint = "Take an account without it; it is fixed when the account is made."
            yield finding(evidence, "DSG39", workspace, "properties.storageAccount", message, hint=hint)
        keyless = account is not None and says(account.raw, "properties.allowSharedKeyAccess", value=False)
        if keyless and text(workspace.raw, MODE).lower() != "identity":
            message = "the account takes no keys, and the workspace would sign in with one"
            hint = "Write systemDatastoresAuthMode 'Identity'."
            yield finding(evidence, "DSG39", workspace, MODE, message, value=text(workspace.raw, MODE), hint=hint)
        builder = f"{workspace.key}/computes/{text(workspace.raw, BUILDER).lower()}"
        sizes = {one.key: text(one.raw, "properties.properties.vmSize") for one in of_type(evidence, COMPUTE)}
        if sizes.get(builder, "").lower().startswith(GPU):
            message = "images are built on clusters of CPU sizes only"
            hint = "Name a cluster of a CPU size."
            yield finding(evidence, "DSG39", workspace, BUILDER, message, value=sizes[builder], hint=hint)


def endpoint_policies(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG40: a service endpoint policy on a subnet with compute of Azure Machine Learning admits the service's own."""
    policies = {policy.key: policy for policy in of_type(evidence, POLICY)}
    used = {text(compute.raw, "properties.properties.subnet.id").lower() for compute in of_type(evidence, COMPUTE)}
    for network in of_type(evidence, NETWORK):
        for _, subnet in rows(network.raw, "properties.subnets"):
            busy = f"{network.key}/subnets/{name_of(subnet).lower()}" in used
            for _, name in texts(subnet, "properties.serviceEndpointPolicies[*].id") if busy else ():
                policy = policies.get(name.lower())
                if policy is not None and ALIAS not in _admitted(policy):
                    message = f"the policy lacks {ALIAS}, without which compute in the subnet does not start"
                    hint = "Add a definition with service 'Global' and this alias."
                    path = "properties.serviceEndpointPolicyDefinitions"
                    yield finding(evidence, "DSG40", policy, path, message, value=ALIAS, hint=hint)


def _admitted(policy: Predicted) -> set[str]:
    """The aliases that a policy lists in definitions for them; one beside accounts does not count."""
    definitions = (row for _, row in rows(policy.raw, "properties.serviceEndpointPolicyDefinitions"))
    aliases = [row for row in definitions if text(row, "properties.service") == "Global"]
    return {value for row in aliases for _, value in texts(row, "properties.serviceResources")}
