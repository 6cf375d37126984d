"""DSG80 to DSG84: what Data Factory does not take, undoes, or breaks silently, whatever the plan says.

The value types of linked services say nothing of secrets, and the type system knows none of this. Sources: azure-docs
data-factory/managed-virtual-network-private-endpoint.md (2023-08-02); Azure Policy f78ccdb4 and 127ef6d7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ringfence.check.evidence import Evidence
from ringfence.check.paths import Body, leaves
from ringfence.check.snapshot import Predicted
from ringfence.check.traps.reading import finding, holds, of_type, text
from ringfence.diagnostics import Diagnostic

FACTORY = "Microsoft.DataFactory/factories"
RUNTIME, LINK, PIPELINE = (f"{FACTORY}/{part}" for part in ("integrationRuntimes", "linkedservices", "pipelines"))
ENDPOINT = f"{FACTORY}/managedVirtualNetworks/managedPrivateEndpoints"
SETTING, STORE = "Microsoft.Insights/diagnosticSettings", "azureml://datastores/"
LAKES = ("_bronze/", "_silver/", "_gold/")
"""How the datastores of layers end, which are none of blobs."""
SECRETS = (
    *("accountkey", "sasuri", "sastoken", "connectionstring", "password", "serviceprincipalkey", "encryptedcredential"),
    *("serviceprincipalcredential", "accesstoken", "clientsecret", "refreshtoken", "passphrase", "privatekeycontent"),
)
"""Properties that hold a secret, in lower case. Source: Azure Policy f78ccdb4 and 127ef6d7, aliases."""
OLD = ("AzureMLExecutePipeline", "AzureMLBatchExecution", "AzureMLUpdateResource", "AzureMLService", "AzureML")
"""Types that reach assets of version 1 of Azure ML alone, whose support has ended."""


def runtimes(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG80: a runtime that Azure runs is in the managed network, which is called as Azure calls it."""
    for runtime in of_type(evidence, RUNTIME):
        path = "properties.managedVirtualNetwork.referenceName"
        if text(runtime.raw, "properties.type") == "Managed" and text(runtime.raw, path) != "default":
            message = "a runtime that is deployed outside the managed network never gets into it"
            hint = "Put back managedVirtualNetwork with referenceName 'default'."
            yield finding(evidence, "DSG80", runtime, path, message, value=text(runtime.raw, path), hint=hint)


def bodies(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG81: the body of a factory leaves Git and global parameters alone; its logs fill the tables of the service."""
    for factory in of_type(evidence, FACTORY):
        for key in ("repoConfiguration", "globalParameters"):
            if holds(factory.raw, f"properties.{key}"):
                message = (
                    f"{key} in the body of a factory is written anew by each deployment, and what people set is lost"
                )
                hint = "Leave it out; link Git in the studio of the development stage."
                yield finding(evidence, "DSG81", factory, f"properties.{key}", message, hint=hint)
        for setting in of_type(evidence, SETTING):
            path = "properties.logAnalyticsDestinationType"
            if setting.key.startswith(f"{factory.key}/providers/") and text(setting.raw, path) != "Dedicated":
                message = "logs of a factory go to AzureDiagnostics, and queries of the tables ADF* find nothing"
                yield finding(evidence, "DSG81", setting, path, message, hint="Write 'Dedicated'.")


def endpoints(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG82: each managed private endpoint says which part it leads to, and one to files of a lake has its twin."""
    groups: dict[str, list[tuple[str, Predicted]]] = defaultdict(list)
    for endpoint in of_type(evidence, ENDPOINT):
        part = text(endpoint.raw, "properties.groupId")
        groups[text(endpoint.raw, "properties.privateLinkResourceId").lower()].append((part, endpoint))
        if not part:
            message = "a managed private endpoint without groupId leads to no part of its target"
            hint = "Put back the part, such as dfs."
            yield finding(evidence, "DSG82", endpoint, "properties.groupId", message, hint=hint)
    for found in groups.values():
        parts = {part for part, _ in found}
        if "dfs" in parts and "blob" not in parts:
            message = "clients of a lake call its blobs too, and from the managed network there is no way to them"
            hint = "Put back the endpoint to blob."
            yield finding(evidence, "DSG82", found[0][1], "properties.groupId", message, value="dfs", hint=hint)


def content(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG83: no linked service has a secret; no pipeline uses version 1 of Azure ML or has runs write to a lake."""
    for one in (*of_type(evidence, LINK), *of_type(evidence, PIPELINE)):
        for path, value in leaves(_properties(one)):
            key = path.rpartition(".")[2].lower()
            if key == "type" and value in OLD:
                message = f"{value} works with assets of version 1 of Azure ML only, whose support has ended"
                hint = "Call the batch endpoint by a web activity."
                yield finding(evidence, "DSG83", one, f"properties.{path}", message, value=str(value), hint=hint)
            if one.type.lower() == LINK.lower() and any(part in SECRETS for part in path.lower().split(".")):
                message = "a linked service holds a secret, which each who may read the factory can use"
                hint = "Sign in with the factory's identity, or refer to the key vault."
                yield finding(evidence, "DSG83", one, f"properties.{path}", message, hint=hint)
            if path.startswith("parameters.output.") and _of_a_lake(value):
                message = "runs of batch endpoints write to blob datastores only; this is a layer of a lake"
                hint = "Name the datastore of scores, and copy them."
                yield finding(evidence, "DSG83", one, f"properties.{path}", message, value=str(value), hint=hint)


def _of_a_lake(value: object) -> bool:
    return isinstance(value, str) and value.startswith(STORE) and any(layer in value for layer in LAKES)


def _properties(one: Predicted) -> Body:
    found = one.raw.get("properties")
    return found if isinstance(found, dict) else {}


def approvals(evidence: Evidence) -> Iterator[Diagnostic]:
    """DSG84: no template approves requests for private endpoints: owners of the targets do."""
    for resource in evidence.snapshot.resources if evidence.snapshot else ():
        if resource.type.lower().endswith("/privateendpointconnections"):
            message = "a template approves a request for a private endpoint, which only Azure can name"
            hint = "Let an owner of the target run managed-endpoints.sh."
            yield finding(evidence, "DSG84", resource, "properties", message, hint=hint)
