#!/bin/sh
# What ARM cannot set in the workspace: the cluster policy, the credential of Unity Catalog and the layers it may read.
# Run it once, in this folder, after this package and the lake's are deployed, from a machine that reaches the
# workspace's private endpoint, signed in with az login as an account that is admin of the workspace and of the
# metastore of its region. It needs the commands az, and databricks of version 0.200 or later. What is there already is
# refused by Databricks: remove those lines then.
# By hand remain: the metastore of the region and its assignment to the workspace, groups, grants on catalogs, and the
# right to use the policy.
set -eu

DATABRICKS_AUTH_TYPE=azure-cli
DATABRICKS_HOST="https://$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)"
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST

databricks cluster-policies create --json @cluster-policy.json
databricks storage-credentials create --json @storage-credential.json
databricks external-locations create lake-bronze abfss://bronze@stlakelublakebronzexc5qu.dfs.core.windows.net/ spark-clusters-connector --read-only
databricks external-locations create lake-silver abfss://silver@stlakelublakesilvertraf4.dfs.core.windows.net/ spark-clusters-connector
