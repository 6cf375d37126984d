"""What clusters must be told to use MLflow of Azure ML: a service credential, and a script that prints the rest.

A workspace with private link answers under a host that Azure makes with it, so its address is read after it is there.
Sources: azure-ai-docs machine-learning/how-to-use-mlflow-azure-databricks.md; Microsoft Learn
databricks/connect/unity-catalog/cloud-services/use-service-credentials (that azureml-mlflow takes it is unconfirmed).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping

from generator.plan.model.package import Plan
from generator.plan.model.services import Connector

WORKSPACES = "/providers/Microsoft.MachineLearningServices/workspaces/"
_HEAD = """\
#!/bin/sh
# What clusters need to use MLflow of Azure ML: a credential of Unity Catalog, and environment variables that it prints.
# Run it once, in this folder, after this package and those of the workspaces below are deployed, from a machine that
# reaches this workspace's private endpoint, signed in with az login as an account that is admin of the metastore and
# reads the workspaces. It needs the commands az, and databricks of version 0.205 or later.
# By hand remain: the library azureml-mlflow on the clusters (runtime 16.2 or later), the privilege ACCESS on the
# credential for whoever may act as the connector, and one block of variables on each cluster.
set -eu
"""


def servers(plan: Plan, by: Connector) -> Iterator[tuple[str, str]]:
    """The packages and ids of the Azure ML workspaces on which the identity of the connector has a right."""
    for package in plan.packages:
        grants = [grant for module in package.modules for grant in module.grants]
        mine = {grant.scope_id for grant in grants if grant.principal.value == by.identity}
        yield from ((package.name, scope) for scope in sorted(mine) if WORKSPACES in scope)


def credential(policy: str, by: Connector) -> Mapping[str, object]:
    """The access connector as a service credential, by which code on clusters may act as it; `policy` is its name."""
    identity = {"access_connector_id": by.connector, "managed_identity_id": by.identity}
    return {"name": f"{policy}-mlflow", "purpose": "SERVICE", "azure_managed_identity": identity}


def script(policy: str, found: Iterable[tuple[str, str]], connect: Iterable[str]) -> str:
    """The text of the script; `connect` are the lines that choose the Databricks workspace."""
    lines = [*connect, "", "databricks credentials create-credential --json @service-credential.json"]
    for name, workspace in found:
        show = ["az", "resource", "show", "--ids", workspace, "--query", "properties.mlFlowTrackingUri"]
        lines += [
            "",
            f"uri=$({shlex.join([*show, '--output', 'tsv'])})",
            f"echo {shlex.quote(f'# Clusters that use MLflow of {name}:')}",
            'echo "MLFLOW_TRACKING_URI=$uri"',
            'echo "MLFLOW_REGISTRY_URI=$uri"',
            f"echo {shlex.quote(f'DATABRICKS_DEFAULT_SERVICE_CREDENTIAL_NAME={policy}-mlflow')}",
        ]
    return "\n".join([_HEAD, *lines, ""])
