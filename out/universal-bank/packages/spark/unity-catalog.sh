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

host=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)
: "${host:?Azure did not say the host of the workspace}"
DATABRICKS_AUTH_TYPE=azure-cli DATABRICKS_HOST=https://$host
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST

lower() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

# ensure KIND NAME KEY ADDRESS OPTIONS...: makes what has no object of that name yet. One that is there must have just
# this address under KEY, but for a slash at the end; a kind without addresses has an empty KEY.
ensure() {
  kind=$1 name=$2 key=$3 address=$4
  shift 4
  one='' all=''
  [ "$kind" != credentials ] || one=-credential all=-credentials
  listed=$(databricks "$kind" "list$all" --output json) || return
  if ! printf '%s\n' "$listed" | grep -q "\"name\": *\"$name\""; then
    databricks "$kind" "create$one" "$@"
    return
  fi
  if [ -n "$key" ]; then
    shown=$(databricks "$kind" "get$one" "$name" --output json) || return
    found=$(printf '%s\n' "$shown" | sed -n "s/.*\"$key\": *\"\([^\"]*\)\".*/\1/p")
    if [ "$(lower "${found%/}")" != "$(lower "${address%/}")" ]; then
      echo "$kind: $name is there, but for '$found', not for $address" >&2
      return 1
    fi
  fi
  echo "$kind: $name is there and stays as it is"
}

ensure cluster-policies spark-clusters '' '' --json @cluster-policy.json
ensure storage-credentials spark-clusters-connector access_connector_id /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/accessConnectors/dbac-lub-spark --json @storage-credential.json
failed=
ensure external-locations lake-catalog-payments-prod url abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/ lake-catalog-payments-prod abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/ spark-clusters-connector || failed="$failed lake-catalog-payments-prod"
ensure external-locations lake-gold url abfss://gold@stlakelublakegoldfgkfj.dfs.core.windows.net/ lake-gold abfss://gold@stlakelublakegoldfgkfj.dfs.core.windows.net/ spark-clusters-connector || failed="$failed lake-gold"
ensure external-locations lake-silver url abfss://silver@stlakelublakesilvertraf4.dfs.core.windows.net/ lake-silver abfss://silver@stlakelublakesilvertraf4.dfs.core.windows.net/ spark-clusters-connector || failed="$failed lake-silver"
ensure external-locations lake-bronze url abfss://bronze@stlakelublakebronzexc5qu.dfs.core.windows.net/ lake-bronze abfss://bronze@stlakelublakebronzexc5qu.dfs.core.windows.net/ spark-clusters-connector --read-only --skip-validation || failed="$failed lake-bronze"
[ -z "$failed" ] || { echo "not done:$failed" >&2; exit 1; }
