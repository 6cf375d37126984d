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

clusterIdentity=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-scoring-cluster-weu --query principalId --output tsv)
allow stlakelublakegoldfgkfj gold "user:${clusterIdentity}:r-x"
