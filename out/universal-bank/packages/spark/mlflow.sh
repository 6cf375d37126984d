#!/bin/sh
# What clusters need to use MLflow of Azure ML: a credential of Unity Catalog, and environment variables that it prints.
# Run it once, in this folder, after this package and those of the workspaces below are deployed, from a machine that
# reaches this workspace's private endpoint, signed in with az login as an account that is admin of the metastore and
# reads the workspaces. It needs the commands az, and databricks of version 0.205 or later.
# By hand remain: the library azureml-mlflow on the clusters (runtime 16.2 or later), the privilege ACCESS on the
# credential for whoever may act as the connector, and one block of variables on each cluster.
set -eu

DATABRICKS_AUTH_TYPE=azure-cli
DATABRICKS_HOST="https://$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)"
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST

databricks credentials create-credential --json @service-credential.json

uri=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-fraud --query properties.mlFlowTrackingUri --output tsv)
echo '# Clusters that use MLflow of fraud:'
echo "MLFLOW_TRACKING_URI=$uri"
echo "MLFLOW_REGISTRY_URI=$uri"
echo DATABRICKS_DEFAULT_SERVICE_CREDENTIAL_NAME=spark-clusters-mlflow
