#!/bin/sh
# What ARM cannot set in the workspace: the cluster policy, the credential of Unity Catalog and the layers it may read.
# Run it in this folder, after this package and the lake's are deployed, from a machine that reaches the workspace's
# private endpoint, signed in with az login as an account that is admin of the workspace and of the metastore of its
# region. It needs the commands az, and databricks of version 0.205 or later. It may be run again: what is there stays
# as it is, and what has the name but another address ends the script.
# By hand remain: the metastore of the region and its assignment to the workspace, groups, grants on catalogs, the right
# to use the policy, and changes of what is there.
set -eu

DATABRICKS_AUTH_TYPE=azure-cli
DATABRICKS_HOST="https://$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)"
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST

# ensure KIND NAME ADDRESS OPTIONS...: creates what no object of the kind is called yet.
ensure() {
  kind=$1 name=$2 address=$3
  shift 3
  listed=$(databricks "$kind" list --output json)
  if ! printf '%s\n' "$listed" | grep -q "\"name\": *\"$name\""; then
    databricks "$kind" create "$@"
  elif printf '%s\n' "$listed" | grep -qiF -e "$address"; then
    echo "$kind: $name is there and stays as it is"
  else
    echo "$kind: $name is there, but not for $address" >&2
    exit 1
  fi
}

ensure cluster-policies spark-clusters spark-clusters --json @cluster-policy.json
ensure storage-credentials spark-clusters-connector /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/accessConnectors/dbac-lub-spark --json @storage-credential.json
ensure external-locations lake-bronze abfss://bronze@stlakelublakebronzexc5qu.dfs.core.windows.net lake-bronze abfss://bronze@stlakelublakebronzexc5qu.dfs.core.windows.net/ spark-clusters-connector --read-only
ensure external-locations lake-silver abfss://silver@stlakelublakesilvertraf4.dfs.core.windows.net lake-silver abfss://silver@stlakelublakesilvertraf4.dfs.core.windows.net/ spark-clusters-connector
