"""What Databricks keeps itself and ARM cannot set: its cluster policy and Unity Catalog's way to the lake, as files.

Settings are JSON for the command line of Databricks, the script calls it. Sources: Microsoft Learn
databricks/admin/clusters/policy-definition, databricks/connect/unity-catalog/cloud-storage (commands unconfirmed).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ringfence.catalog.tables import private_links
from ringfence.pack.review.lake import Right, rights
from ringfence.pack.runbook import mlflow
from ringfence.pack.runbook.script import AT_THE_END, Script
from ringfence.pack.runbook.unity import ENSURE, connect, ensure, needs
from ringfence.plan.model.compute import ClusterPolicy
from ringfence.plan.model.package import Plan, modules

_HEAD = """\
#!/bin/sh
# What ARM cannot set in the workspace: the cluster policy, the credential of Unity Catalog and the layers it may read.
# Run it in this folder when every step is done, from an administrators' machine that reaches the workspace's private
# endpoint and Azure Resource Manager (the jump host of the hub does not), signed in with az login as an account with:
# - admin of the workspace, which makes the cluster policy;
# - CREATE STORAGE CREDENTIAL and CREATE EXTERNAL LOCATION on the metastore of its region, or admin of that;
# - in Azure Reader on the workspace, and the built-in role Contributor or Owner on the access connector itself:
#   Databricks looks for the id of these two roles, so that a role of the institution with the same operations fails.
#   Take the role away again afterwards. Source: databricks/cli issue 1486.
# It needs the commands az, and databricks of version 0.205 or later. It may be run again: what is there stays as it is,
# and what has the name but another address is an error. A layer that cannot be made does not keep the others from it;
# the script then fails.
# Layers that may only be read are made without Databricks' own test of them, which needs a file to read and so fails on
# an empty one ("No file available under the location to read").
# Source: databricks/terraform-provider-databricks issue 3843.
# By hand remain: the metastore of the region and its assignment to the workspace, groups, grants on catalogs, the right
# to use the policy, and changes of what is there.
set -eu
"""


def handovers(plan: Plan) -> dict[str, str]:
    """Cluster policy and credentials of each Databricks package, by path."""
    files: dict[str, str] = {}
    for package, module in modules(plan):
        for policy in module.cluster_policies:
            folder = f"packages/{package.name}"
            files[f"{folder}/cluster-policy.json"] = _json({"name": policy.name, "definition": _definition(policy)})
            files[f"{folder}/storage-credential.json"] = _json(_credential(policy))
            if policy.mlflow:
                files[f"{folder}/service-credential.json"] = _json(mlflow.credential(policy.name, policy.mlflow))
    return files


def databricks_scripts(plan: Plan) -> Iterator[Script]:
    """The scripts of each Databricks package; the lake and the workspaces of MLflow are needed, which come later."""
    for package, module in modules(plan):
        for policy in module.cluster_policies:
            yield Script(
                package.name, "unity-catalog.sh", _script(plan, policy), AT_THE_END, needs(policy.data.connector)
            )
            if policy.mlflow:
                text, right = mlflow.script(plan, policy, policy.mlflow), needs(policy.mlflow.connector)
                yield Script(package.name, "mlflow.sh", text, AT_THE_END, right)


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def _definition(policy: ClusterPolicy) -> str:
    """The rules of the policy; Databricks takes them as text. One node is the driver."""
    sizes = {"type": "allowlist", "values": list(policy.sizes), "defaultValue": policy.sizes[0]}
    workers = policy.nodes - 1
    modes = ["USER_ISOLATION", "SINGLE_USER"]
    rules = {
        "autoscale.min_workers": {"type": "range", "minValue": 1, "maxValue": workers, "defaultValue": 1},
        "autoscale.max_workers": {"type": "range", "minValue": 1, "maxValue": workers, "defaultValue": workers},
        "num_workers": {"type": "forbidden", "hidden": True},
        "autotermination_minutes": {
            "type": "range",
            "minValue": 10,
            "maxValue": policy.idle,
            "defaultValue": policy.idle,
        },
        "node_type_id": sizes,
        "driver_node_type_id": sizes,
        "data_security_mode": {"type": "allowlist", "values": modes, "defaultValue": modes[0]},
    }
    return json.dumps(rules, sort_keys=True)


def _credential(policy: ClusterPolicy) -> dict[str, object]:
    """The access connector as Unity Catalog knows it; role assignments on the lake decide what it may do."""
    identity = {"access_connector_id": policy.data.connector, "managed_identity_id": policy.data.identity}
    return {"name": f"{policy.name}-connector", "azure_managed_identity": identity}


def _layers(plan: Plan, policy: ClusterPolicy) -> Iterator[Right]:
    """The layers of lakes on which the connector's identity has a role."""
    for package in plan.packages:
        yield from (right for right in rights(package) if right.grant.principal.value == policy.data.identity)


def _script(plan: Plan, policy: ClusterPolicy) -> str:
    credential, reach = f"{policy.name}-connector", policy.data.connector
    lines = [
        *connect(policy.workspace),
        "",
        ENSURE,
        ensure("cluster-policies", policy.name, "", "", ("--json", "@cluster-policy.json")),
        ensure("storage-credentials", credential, "access_connector_id", reach, ("--json", "@storage-credential.json")),
        "failed=",
        *(_location(plan, policy, right) for right in _layers(plan, policy)),
        '[ -z "$failed" ] || { echo "not done:$failed" >&2; exit 1; }',
    ]
    return "\n".join([_HEAD, *lines, ""])


def _location(plan: Plan, policy: ClusterPolicy, right: Right) -> str:
    """A layer as an external location: read-only where the identity may only read."""
    (domain,) = private_links()["Microsoft.Storage/storageAccounts", "dfs"].public(plan.institution.cloud)
    url = f"abfss://{right.layer}@{right.account}.{domain}/"
    name = f"{right.package}-{right.layer}"
    read_only = () if right.writes else ("--read-only", "--skip-validation")
    call = ensure("external-locations", name, "url", url, (name, url, f"{policy.name}-connector", *read_only))
    return f'{call} || failed="$failed {name}"'
