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

host=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)
: "${host:?Azure did not say the host of the workspace}"
DATABRICKS_AUTH_TYPE=azure-cli DATABRICKS_HOST=https://$host
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST

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
  found=$(printf '%s\n' "$listed" | jq --arg name "$name" \
    '[(.policies? // .warehouses? // . // [])[] | select(.name == $name)]') || return
  case $(printf '%s\n' "$found" | jq length) in
  0)
    echo "$kind: $name is missing"
    [ "$does" = plan ] || make "$kind" "$file"
    ;;
  1)
    keys=$(printf '%s\n' "$found" | jq --raw-output --slurpfile wanted "$file" ".[0] | $differs") || return
    if [ -z "$keys" ]; then
      echo "$kind: $name is as it should be"
      return
    fi
    echo "$kind: $name differs in $keys"
    [ "$does" = plan ] || change "$kind" "$(printf '%s\n' "$found" | jq --raw-output ".[0].$id")" "$file" "$id"
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
    body=$(jq --compact-output --arg id "$2" ". + {$4: \$id}" "$3") || return
    databricks "$1" edit --json "$body"
  else
    databricks "$1" edit "$2" --json "@$3" --no-wait
  fi
}

failed=
ensure cluster-policies spark-nightly compute/policy-spark-nightly.json policy_id || failed="$failed spark-nightly"
ensure cluster-policies spark-engineers compute/policy-spark-engineers.json policy_id || failed="$failed spark-engineers"
ensure cluster-policies spark-payments compute/policy-spark-payments.json policy_id || failed="$failed spark-payments"
ensure warehouses spark-analysts compute/warehouse-spark-analysts.json id || failed="$failed spark-analysts"
[ -z "$failed" ] || { echo "not done:$failed" >&2; exit 1; }
