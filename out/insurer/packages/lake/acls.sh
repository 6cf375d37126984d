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

id_hmi_claims_dev_cluster_gwc=$(az identity show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f03/resourceGroups/rg-hmi-claims-dev-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hmi-claims-dev-cluster-gwc --query principalId --output tsv)
: "${id_hmi_claims_dev_cluster_gwc:?Azure did not say the object id of id-hmi-claims-dev-cluster-gwc}"
id_hmi_pricing_dev_cluster_gwc=$(az identity show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f03/resourceGroups/rg-hmi-pricing-dev-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hmi-pricing-dev-cluster-gwc --query principalId --output tsv)
: "${id_hmi_pricing_dev_cluster_gwc:?Azure did not say the object id of id-hmi-pricing-dev-cluster-gwc}"
id_hmi_claims_prod_cluster_gwc=$(az identity show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-claims-prod-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hmi-claims-prod-cluster-gwc --query principalId --output tsv)
: "${id_hmi_claims_prod_cluster_gwc:?Azure did not say the object id of id-hmi-claims-prod-cluster-gwc}"
id_hmi_claims_scoring_cluster_gwc=$(az identity show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-claims-scoring-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hmi-claims-scoring-cluster-gwc --query principalId --output tsv)
: "${id_hmi_claims_scoring_cluster_gwc:?Azure did not say the object id of id-hmi-claims-scoring-cluster-gwc}"
id_hmi_pricing_prod_cluster_gwc=$(az identity show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-pricing-prod-workload/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hmi-pricing-prod-cluster-gwc --query principalId --output tsv)
: "${id_hmi_pricing_prod_cluster_gwc:?Azure did not say the object id of id-hmi-pricing-prod-cluster-gwc}"
allow stlakehmilakebronzej53zf bronze group:2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f24:rwx
allow stlakehmilakesilverc3s4f silver "user:${id_hmi_claims_prod_cluster_gwc}:r-x" group:2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f24:rwx
allow stlakehmilakegold4dm43 gold "user:${id_hmi_claims_dev_cluster_gwc}:r-x" group:2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f23:r-x "user:${id_hmi_claims_prod_cluster_gwc}:rwx" group:2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f24:rwx "user:${id_hmi_pricing_dev_cluster_gwc}:r-x" "user:${id_hmi_pricing_prod_cluster_gwc}:r-x" group:2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f32:r-x "user:${id_hmi_claims_scoring_cluster_gwc}:r-x"
allow stlakehmilaevidencesklaa evidence "user:${id_hmi_claims_prod_cluster_gwc}:rwx"
