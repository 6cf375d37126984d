#!/bin/sh
# Access control lists of the lake, as REVIEW.md has them in the table "Who may read which layer". The roles that the
# package grants are enough for these readers; the lists keep them in when a role is later narrowed to folders.
# Run it once after the package is deployed and again whenever it changes, from a machine that reaches the lake's
# endpoints, signed in with the role Storage Blob Data Owner on the accounts.
# Source: azure-docs storage/blobs/data-lake-storage-access-control.md
set -eu

allow() { # account, layer, entry
  az storage fs access update-recursive --auth-mode login --account-name "$1" --file-system "$2" --path / \
    --acl "$3,default:$3" --output none
}

fraud_clusterIdentity=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-fraud-cluster-weu --query principalId --output tsv)
pricing_clusterIdentity=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b02/resourceGroups/rg-lub-pricing-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-pricing-cluster-weu --query principalId --output tsv)
spark_connectorIdentity=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-spark-connector-weu --query principalId --output tsv)
allow stlakelublakebronzexc5qu bronze group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx
allow stlakelublakebronzexc5qu bronze "user:${spark_connectorIdentity}:r-x"
allow stlakelublakesilvertraf4 silver group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx
allow stlakelublakesilvertraf4 silver "user:${fraud_clusterIdentity}:r-x"
allow stlakelublakesilvertraf4 silver "user:${spark_connectorIdentity}:rwx"
allow stlakelublakegoldfgkfj gold group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx
allow stlakelublakegoldfgkfj gold group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21:r-x
allow stlakelublakegoldfgkfj gold "user:${fraud_clusterIdentity}:r-x"
allow stlakelublakegoldfgkfj gold "user:${pricing_clusterIdentity}:r-x"
