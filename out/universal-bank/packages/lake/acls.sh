#!/bin/sh
# Access control lists of the lake, as review/data.md has the roles in the table "Who can read what". The roles on the
# layers are enough for these readers; the lists keep them in when a role is later narrowed to folders.
# Each layer gets its whole list, on everything in it: who is no longer in the table loses its entry, and lists that
# somebody set by hand on a folder or a file are replaced.
# Run it when every step is done, and again whenever the table changes, from an administrators' machine that reaches the
# private endpoints of the lake's accounts and Azure Resource Manager (the jump host of the hub does not), signed in as
# Storage Blob Data Owner on the accounts and Reader on the identities. It may be repeated, and must be when it was
# interrupted.
# Not confirmed: that Azure leaves out the default entries at files, which have none; that it takes lists for files
# that a retention policy keeps. Sources: azure-docs storage/blobs/data-lake-storage-acl-cli.md (set ACLs recursively),
# data-lake-storage-access-control.md (the mask).
set -eu

# allow ACCOUNT LAYER ENTRIES...: sets the list of everything in the layer, and the default of what will be made in it.
allow() {
  account=$1 layer=$2
  shift 2
  all=
  for entry in user::rwx group::r-x other::--- mask::rwx "$@"; do
    all="$all${all:+,}$entry,default:$entry"
  done
  failed=$(az storage fs access set-recursive --auth-mode login --account-name "$account" --file-system "$layer" \
    --path / --acl "$all" --query 'length(failedEntries)' --output tsv)
  if [ "$failed" != 0 ]; then
    echo "$account: $layer has the list only in part; Azure refused it for ${failed:-some} of its files or folders" >&2
    exit 1
  fi
}

id_lub_pricing_cluster_sdc=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b02/resourceGroups/rg-lub-pricing-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-pricing-cluster-sdc --query principalId --output tsv)
: "${id_lub_pricing_cluster_sdc:?Azure did not say the object id of id-lub-pricing-cluster-sdc}"
id_lub_fraud_cluster_sdc=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-fraud-cluster-sdc --query principalId --output tsv)
: "${id_lub_fraud_cluster_sdc:?Azure did not say the object id of id-lub-fraud-cluster-sdc}"
id_lub_scoring_cluster_sdc=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-scoring-cluster-sdc --query principalId --output tsv)
: "${id_lub_scoring_cluster_sdc:?Azure did not say the object id of id-lub-scoring-cluster-sdc}"
syn_lub_analytics_5a46z=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-analytics-workload/providers/Microsoft.Synapse/workspaces/syn-lub-analytics-5a46z --query principalId --output tsv)
: "${syn_lub_analytics_5a46z:?Azure did not say the object id of syn-lub-analytics-5a46z}"
id_lub_integration_factory_sdc=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-integration-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-integration-factory-sdc --query principalId --output tsv)
: "${id_lub_integration_factory_sdc:?Azure did not say the object id of id-lub-integration-factory-sdc}"
id_lub_spark_connector_sdc=$(az identity show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-lub-spark-connector-sdc --query principalId --output tsv)
: "${id_lub_spark_connector_sdc:?Azure did not say the object id of id-lub-spark-connector-sdc}"
allow stlakelublakebronzexc5qu bronze group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx "user:${id_lub_spark_connector_sdc}:r-x" "user:${id_lub_integration_factory_sdc}:rwx"
allow stlakelublakesilvertraf4 silver group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx "user:${id_lub_fraud_cluster_sdc}:r-x" user:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a31:r-x "user:${id_lub_spark_connector_sdc}:rwx" "user:${syn_lub_analytics_5a46z}:r-x" "user:${id_lub_integration_factory_sdc}:rwx"
allow stlakelublakesilvertraf4 synapse-analytics "user:${syn_lub_analytics_5a46z}:rwx"
allow stlakelublakegoldfgkfj gold group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:rwx "user:${id_lub_fraud_cluster_sdc}:r-x" group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21:r-x group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a33:r-x "user:${id_lub_pricing_cluster_sdc}:r-x" user:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a31:r-x "user:${id_lub_spark_connector_sdc}:rwx" "user:${id_lub_scoring_cluster_sdc}:r-x" "user:${syn_lub_analytics_5a46z}:r-x" "user:${id_lub_integration_factory_sdc}:rwx"
allow stlakelublakegoldfgkfj catalog-payments-prod "user:${id_lub_spark_connector_sdc}:rwx"
allow stlakelublaevidencewmt4h evidence group:8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22:r-x "user:${id_lub_fraud_cluster_sdc}:rwx"
