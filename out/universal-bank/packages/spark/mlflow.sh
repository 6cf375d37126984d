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

ensure credentials spark-clusters-mlflow access_connector_id /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/accessConnectors/dbac-mlflow-lub-spark --json @service-credential.json

uri=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-fraud --query properties.mlFlowTrackingUri --output tsv)
: "${uri:?Azure did not say the address of MLflow of fraud}"
echo '# Clusters that use MLflow of fraud:'
echo "MLFLOW_TRACKING_URI=$uri"
echo "MLFLOW_REGISTRY_URI=$uri"
echo DATABRICKS_DEFAULT_SERVICE_CREDENTIAL_NAME=spark-clusters-mlflow
