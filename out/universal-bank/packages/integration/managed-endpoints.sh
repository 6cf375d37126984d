#!/bin/sh
# Managed private endpoints of this package: approves their requests at each target. Owners of the targets run it
# directly after this package is deployed, from an administrators' machine that reaches
# Azure Resource Manager (the jump host of the hub does not), signed in with the right to approve private endpoint
# connections there (write on privateEndpointConnections; exact actions are not confirmed), with the change's number:
#   sh managed-endpoints.sh CHG0012345
# It may be repeated: what is approved already is left as it is. It leaves requests of others alone, and stops when the
# service of this package has asked a target for anything that is not in the plan, or has not asked for all that is.
set -eu
change=${1:?the number of the change is missing}

# counted TARGET QUERY: how many requests the target has that QUERY finds.
counted() {
  found=$(az network private-endpoint-connection list --id "$1" --query "[?$2].id" --output tsv) || return
  printf '%s' "$found" | grep -c . || true
}

# approve TARGET COUNT QUERY ALL: the target must have exactly COUNT requests that QUERY finds, and no more of the same
# service, all of whose requests ALL finds.
approve() {
  for query in "$3" "$4"; do
    count=$(counted "$1" "$query")
    if [ "$count" -ne "$2" ]; then
      echo "$1 has $count requests of this package, and the plan has $2; nothing was approved there" >&2
      exit 1
    fi
  done
  waiting="($3) && properties.privateLinkServiceConnectionState.status=='Pending'"
  for id in $(az network private-endpoint-connection list --id "$1" --query "[?$waiting].id" --output tsv); do
    az network private-endpoint-connection approve --id "$id" --description "$change" --output none
  done
}

approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.MachineLearningServices/workspaces/mlw-lub-scoring 1 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.scoring-amlworkspace'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-scoring-workload/providers/Microsoft.Storage/storageAccounts/stlubscoringvtxww 1 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.scoring-blob'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-integration-workload/providers/Microsoft.KeyVault/vaults/kv-lub-integration-jacbu 1 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.key-vault'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakebronzexc5qu 2 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-bronze-blob'"'"') || ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-bronze-dfs'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakegoldfgkfj 2 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-gold-blob'"'"') || ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-gold-dfs'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakesilvertraf4 2 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-silver-blob'"'"') || ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.lake-lake-silver-dfs'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b09/resourceGroups/rg-ledger/providers/Microsoft.Sql/servers/sql-lub-ledger 1 'ends_with(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.sql-ledger'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/adf-lub-integration-g5lma.'"'"')'
