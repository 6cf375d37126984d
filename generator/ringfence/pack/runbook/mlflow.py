"""Settings of clusters that use MLflow of Azure ML: a service credential, and a script that prints the rest.

A workspace with private link answers under a host that Azure makes with it, so its address is read after it is there.
Sources: azure-ai-docs machine-learning/how-to-use-mlflow-azure-databricks.md; Microsoft Learn
databricks/connect/unity-catalog/cloud-services/use-service-credentials (that azureml-mlflow takes it is unconfirmed).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from ringfence.pack.runbook.script import scripted
from ringfence.pack.runbook.unity import ENSURE, connect, ensure
from ringfence.plan.model.compute import ClusterPolicy, Connector
from ringfence.plan.model.package import Plan

WORKSPACES = "/providers/Microsoft.MachineLearningServices/workspaces/"
_HEAD = """\
#!/bin/sh
# What clusters need to use MLflow of Azure ML: a credential of Unity Catalog, and environment variables that it prints.
# Run it in this folder when every step is done, from an administrators' machine that reaches this workspace's private
# endpoint and Azure Resource Manager (the jump host of the hub does not), signed in with az login as an account with:
# - CREATE SERVICE CREDENTIAL on the metastore of its region, or admin of that;
# - in Azure Reader on this workspace and on those of Azure ML, and the built-in role Contributor or Owner on the access
#   connector for MLflow itself: Databricks looks for the id of these two roles (databricks/cli issue 1486). Take the
#   role away again afterwards.
# It needs the commands az, and databricks of version 0.205 or later. It may be run again: a credential that is there
# stays as it is, and one for another connector is an error.
# By hand remain: the library azureml-mlflow on the clusters (runtime 16.2 or later), the privilege ACCESS on the
# credential for identities that may act as the connector, and one block of variables on each cluster.
set -eu
"""


def servers(plan: Plan, by: Connector) -> Iterator[tuple[str, str]]:
    """The packages and ids of the Azure ML workspaces on which the identity of the connector has a role."""
    for package in plan.packages:
        grants = [grant for module in package.modules for grant in module.grants]
        mine = {grant.scope_id for grant in grants if grant.principal.value == by.identity}
        yield from ((package.name, scope) for scope in sorted(mine) if WORKSPACES in scope)


def credential(policy: str, by: Connector) -> Mapping[str, object]:
    """The access connector as a service credential, by which code on clusters may act as it; `policy` is its name."""
    identity = {"access_connector_id": by.connector, "managed_identity_id": by.identity}
    return {"name": f"{policy}-mlflow", "purpose": "SERVICE", "azure_managed_identity": identity}


def script(plan: Plan, policy: ClusterPolicy, by: Connector) -> str:
    """The text of the script."""
    name = str(credential(policy.name, by)["name"])
    options = ("--json", "@service-credential.json")
    made = ensure("credentials", name, "access_connector_id", by.connector, options)
    lines = [*connect(policy.workspace), "", ENSURE, made]
    for package, workspace in servers(plan, by):
        show = ["az", "resource", "show", "--ids", workspace, "--query", "properties.mlFlowTrackingUri"]
        lines += [
            "",
            *scripted("uri", shlex.join([*show, "--output", "tsv"]), f"the address of MLflow of {package}"),
            f"echo {shlex.quote(f'# Clusters that use MLflow of {package}:')}",
            'echo "MLFLOW_TRACKING_URI=$uri"',
            'echo "MLFLOW_REGISTRY_URI=$uri"',
            f"echo {shlex.quote(f'DATABRICKS_DEFAULT_SERVICE_CREDENTIAL_NAME={name}')}",
        ]
    return "\n".join([_HEAD, *lines, ""])
