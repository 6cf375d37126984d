"""Policies of clusters and SQL warehouses as files for the command line of Databricks, and the script that makes them.

Sources: Microsoft Learn databricks/admin/clusters/policy-definition, databricks/dev-tools/cli/reference, the groups
cluster-policies and warehouses (commands unconfirmed); databricks/delta-live-tables/auto-scaling.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

from ringfence.pack.runbook.script import AT_THE_END, Script
from ringfence.pack.runbook.unity import connect
from ringfence.plan.model.data.compute import ComputePolicy, Warehouse
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan, modules

NAME = "compute.sh"
_HEAD = """\
#!/bin/sh
# Policies of clusters and SQL warehouses of the workspace, which ARM cannot make.
#   sh compute.sh plan    says what is missing and what differs, and changes nothing
#   sh compute.sh apply   makes what is missing, and changes what differs to what stands in the folder compute
# Run it in this folder when every step is done, from an administrators' machine that reaches the workspace's private
# endpoint and Azure Resource Manager (the jump host of the hub does not), signed in with az login as an admin of the
# workspace and Reader on it in Azure. It needs the commands az, jq, and databricks of version 0.205 or later.
# It may be run again. What has no file in the folder is left alone, and nothing is deleted. A warehouse that is made
# starts, and stops when it is idle.
# By hand remain: who may use a policy or a warehouse, and that admins alone may make clusters without a policy (the
# entitlement for unrestricted clusters stays off).
# Not confirmed: the commands and the attribute autoscale.mode (HND41).
set -eu

case ${1-} in
plan | apply) does=$1 ;;
*)
  echo "usage: sh compute.sh plan|apply" >&2
  exit 2
  ;;
esac
"""
_ENSURE = """\
# A definition comes as text inside JSON; what is compared are its values, and of all objects the keys of the file.
# shellcheck disable=SC2016 # names of jq, not of the shell
differs='
  def plain: if (.definition? | type) == "string" then .definition |= fromjson else . end;
  ($wanted[0] | plain) as $file | plain as $there
  | [$file | keys[] | select($there[.] != $file[.])] | join(", ")'

# ensure KIND NAME FILE ID: the object of that name is as the file says; ID is the key of its id.
ensure() {
  kind=$1 name=$2 file=$3 id=$4
  listed=$(databricks "$kind" list --output json) || return
  found=$(printf '%s\\n' "$listed" | jq --arg name "$name" \\
    '[(.policies? // .warehouses? // . // [])[] | select(.name == $name)]') || return
  case $(printf '%s\\n' "$found" | jq length) in
  0)
    echo "$kind: $name is missing"
    [ "$does" = plan ] || make "$kind" "$file"
    ;;
  1)
    keys=$(printf '%s\\n' "$found" | jq --raw-output --slurpfile wanted "$file" ".[0] | $differs") || return
    if [ -z "$keys" ]; then
      echo "$kind: $name is as it should be"
      return
    fi
    echo "$kind: $name differs in $keys"
    [ "$does" = plan ] || change "$kind" "$(printf '%s\\n' "$found" | jq --raw-output ".[0].$id")" "$file" "$id"
    ;;
  *)
    echo "$kind: several are called $name" >&2
    return 1
    ;;
  esac
}

# make KIND FILE: a warehouse starts by itself, and is not waited for.
make() {
  if [ "$1" = warehouses ]; then
    databricks "$1" create --json "@$2" --no-wait >/dev/null
  else
    databricks "$1" create --json "@$2" >/dev/null
  fi
}

# change KIND OBJECT FILE ID: policies have their id in what is sent, warehouses beside it.
change() {
  if [ "$1" = cluster-policies ]; then
    body=$(jq --compact-output --arg id "$2" ". + {$4: \\$id}" "$3") || return
    databricks "$1" edit --json "$body"
  else
    databricks "$1" edit "$2" --json "@$3" --no-wait
  fi
}
"""


def compute_files(plan: Plan) -> dict[str, str]:
    """A file for each policy and each warehouse, by path."""
    files: dict[str, str] = {}
    for package, module in modules(plan):
        for path, value in _objects(module):
            files[f"packages/{package.name}/{path}"] = json.dumps(value, indent=2) + "\n"
    return files


def compute_scripts(plan: Plan) -> Iterator[Script]:
    """The script of each package with policies or warehouses."""
    for package, module in modules(plan):
        if module.compute_policies or module.warehouses:
            yield Script(package.name, NAME, _script(module), f"{AT_THE_END} first with plan and then with apply,")


def _objects(module: Module) -> Iterator[tuple[str, dict[str, object]]]:
    for policy in module.compute_policies:
        yield _policy_file(policy), {"name": policy.name, "definition": json.dumps(_definition(policy), sort_keys=True)}
    for one in module.warehouses:
        yield _warehouse_file(one), _warehouse(one)


def _policy_file(policy: ComputePolicy) -> str:
    return f"compute/policy-{policy.name}.json"


def _warehouse_file(one: Warehouse) -> str:
    return f"compute/warehouse-{one.name}.json"


_TYPES = {"jobs": "job", "all-purpose": "all-purpose", "pipelines": "dlt"}
"""What Databricks calls a kind of cluster."""


def _definition(policy: ComputePolicy) -> dict[str, object]:
    """The rules of a policy; one node more than the workers is the driver."""
    sizes = {"type": "allowlist", "values": list(policy.sizes), "defaultValue": policy.sizes[0]}
    between = {"type": "range", "minValue": policy.fewest, "maxValue": policy.most}
    rules: dict[str, object] = {
        "cluster_type": {"type": "fixed", "value": _TYPES[policy.kind]},
        "autoscale.min_workers": between | {"defaultValue": policy.fewest},
        "autoscale.max_workers": between | {"defaultValue": policy.most},
        "num_workers": {"type": "forbidden", "hidden": True},
        "node_type_id": sizes,
        "driver_node_type_id": sizes,
    }
    if policy.kind == "pipelines":
        return rules | {"autoscale.mode": {"type": "fixed", "value": "ENHANCED"}}
    modes = ["USER_ISOLATION", "SINGLE_USER"]
    rules["data_security_mode"] = {"type": "allowlist", "values": modes, "defaultValue": modes[0]}
    if policy.idle is not None:
        ends = {"type": "range", "minValue": 10, "maxValue": policy.idle, "defaultValue": policy.idle}
        rules["autotermination_minutes"] = ends
    return rules


def _warehouse(one: Warehouse) -> dict[str, object]:
    """A warehouse as Databricks takes it; without the word about serverless it would be one where that is on."""
    return {
        "name": one.name,
        "cluster_size": one.size,
        "min_num_clusters": one.fewest,
        "max_num_clusters": one.most,
        "auto_stop_mins": one.stop,
        "warehouse_type": "PRO",
        "enable_serverless_compute": False,
        "spot_instance_policy": "RELIABILITY_OPTIMIZED",
    }


def _script(module: Module) -> str:
    made: tuple[ComputePolicy | Warehouse, ...] = (*module.compute_policies, *module.warehouses)
    calls = [("cluster-policies", one.name, _policy_file(one), "policy_id") for one in module.compute_policies]
    calls += [("warehouses", one.name, _warehouse_file(one), "id") for one in module.warehouses]
    lines = [
        *connect(made[0].workspace),
        "",
        _ENSURE,
        "failed=",
        *(f'{shlex.join(["ensure", *call])} || failed="$failed {call[1]}"' for call in calls),
        '[ -z "$failed" ] || { echo "not done:$failed" >&2; exit 1; }',
    ]
    return "\n".join([_HEAD, *lines, ""])
