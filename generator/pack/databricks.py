"""What Databricks keeps itself and ARM cannot set: its cluster policy and Unity Catalog's way to the lake, as files.

Settings are JSON for the command line of Databricks, the script calls it. Sources: Microsoft Learn
databricks/admin/clusters/policy-definition, databricks/connect/unity-catalog/cloud-storage (commands unconfirmed).
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

from generator.catalog.tables import private_links
from generator.pack import mlflow
from generator.pack.lake import Right, rights
from generator.plan.model.package import Plan, modules
from generator.plan.model.services import ClusterPolicy

_HEAD = """\
#!/bin/sh
# What ARM cannot set in the workspace: the cluster policy, the credential of Unity Catalog and the layers it may read.
# Run it in this folder, after this package and the lake's are deployed, from a machine that reaches the workspace's
# private endpoint, signed in with az login as an account that is admin of the workspace and of the metastore of its
# region. It needs the commands az, and databricks of version 0.205 or later. It may be run again: what is there stays
# as it is, and what has the name but another address ends the script.
# By hand remain: the metastore of the region and its assignment to the workspace, groups, grants on catalogs, the right
# to use the policy, and changes of what is there.
set -eu
"""
_ENSURE = """\
# ensure KIND NAME ADDRESS OPTIONS...: creates what no object of the kind is called yet.
ensure() {
  kind=$1 name=$2 address=$3
  shift 3
  listed=$(databricks "$kind" list --output json)
  if ! printf '%s\\n' "$listed" | grep -q "\\"name\\": *\\"$name\\""; then
    databricks "$kind" create "$@"
  elif printf '%s\\n' "$listed" | grep -qiF -e "$address"; then
    echo "$kind: $name is there and stays as it is"
  else
    echo "$kind: $name is there, but not for $address" >&2
    exit 1
  fi
}
"""
"""Looks first, so that only what is there is passed over: any other failure of a command ends the script."""


def handovers(plan: Plan) -> dict[str, str]:
    """Cluster policy, credentials and scripts of each Databricks package, by path."""
    files: dict[str, str] = {}
    for package, module in modules(plan):
        for policy in module.cluster_policies:
            folder = f"packages/{package.name}"
            files[f"{folder}/cluster-policy.json"] = _json({"name": policy.name, "definition": _definition(policy)})
            files[f"{folder}/storage-credential.json"] = _json(_credential(policy))
            files[f"{folder}/unity-catalog.sh"] = _script(plan, policy)
            if policy.mlflow:
                files[f"{folder}/service-credential.json"] = _json(mlflow.credential(policy.name, policy.mlflow))
                servers = mlflow.servers(plan, policy.mlflow)
                files[f"{folder}/mlflow.sh"] = mlflow.script(policy.name, servers, _connect(policy))
    return files


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
    """The access connector as Unity Catalog knows it; the lake's own rights decide what it may do."""
    identity = {"access_connector_id": policy.data.connector, "managed_identity_id": policy.data.identity}
    return {"name": f"{policy.name}-connector", "azure_managed_identity": identity}


def _layers(plan: Plan, policy: ClusterPolicy) -> Iterator[Right]:
    """The layers of lakes on which the connector's identity has a right."""
    for package in plan.packages:
        yield from (right for right in rights(package) if right.grant.principal.value == policy.data.identity)


def _connect(policy: ClusterPolicy) -> tuple[str, ...]:
    """The lines of a script that choose the workspace and sign in to it as az did."""
    show = [
        "az",
        "resource",
        "show",
        "--ids",
        policy.workspace,
        "--query",
        "properties.workspaceUrl",
        "--output",
        "tsv",
    ]
    return (
        "DATABRICKS_AUTH_TYPE=azure-cli",
        f'DATABRICKS_HOST="https://$({shlex.join(show)})"',
        "export DATABRICKS_AUTH_TYPE DATABRICKS_HOST",
    )


def _ensure(kind: str, name: str, address: str, *options: str) -> str:
    return shlex.join(["ensure", kind, name, address, *options])


def _script(plan: Plan, policy: ClusterPolicy) -> str:
    credential = f"{policy.name}-connector"
    lines = [
        *_connect(policy),
        "",
        _ENSURE,
        _ensure("cluster-policies", policy.name, policy.name, "--json", "@cluster-policy.json"),
        _ensure("storage-credentials", credential, policy.data.connector, "--json", "@storage-credential.json"),
        *(_location(plan, policy, right) for right in _layers(plan, policy)),
    ]
    return "\n".join([_HEAD, *lines, ""])


def _location(plan: Plan, policy: ClusterPolicy, right: Right) -> str:
    """A layer as an external location: read-only where the identity may only read."""
    (domain,) = private_links()["Microsoft.Storage/storageAccounts", "dfs"].public(plan.institution.cloud)
    url = f"abfss://{right.layer}@{right.account}.{domain}/"
    name = f"{right.package}-{right.layer}"
    read_only = ["--read-only"] if right.access == "read" else []
    return _ensure("external-locations", name, url[:-1], name, url, f"{policy.name}-connector", *read_only)
