#!/bin/sh
# Managed private endpoints of this package: approves their requests at each target. Owners of the targets run it
# directly after this package is deployed, from an administrators' machine that reaches
# Azure Resource Manager (the jump host of the hub does not), signed in with the right to approve private endpoint
# connections there (write on privateEndpointConnections; exact actions are not confirmed), with the change's number:
#   sh managed-endpoints.sh CHG0012345
# It may be repeated: what is approved already is left as it is. It leaves requests of others alone, and stops when the
# service of this package has asked a target for anything that is not in the plan, or has not asked for all that is.
# Before that, administrators of the service make those that no template can, from inside the network:
#   sh managed-endpoints.sh make
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

if [ "$change" = make ]; then
  az synapse managed-private-endpoints create --workspace-name syn-lub-analytics-5a46z --pe-name lake-lake-gold-blob --file '{"privateLinkResourceId": "/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakegoldfgkfj", "groupId": "blob"}' --output none
  az synapse managed-private-endpoints create --workspace-name syn-lub-analytics-5a46z --pe-name lake-lake-gold-dfs --file '{"privateLinkResourceId": "/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakegoldfgkfj", "groupId": "dfs"}' --output none
  az synapse managed-private-endpoints create --workspace-name syn-lub-analytics-5a46z --pe-name lake-lake-silver-blob --file '{"privateLinkResourceId": "/subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakesilvertraf4", "groupId": "blob"}' --output none
  exit
fi
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakegoldfgkfj 2 'ends_with(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.lake-lake-gold-blob'"'"') || ends_with(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.lake-lake-gold-dfs'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.'"'"')'
approve /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-lake-workload/providers/Microsoft.Storage/storageAccounts/stlakelublakesilvertraf4 2 'ends_with(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.lake-lake-silver-blob'"'"') || ends_with(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.synapse-ws-custstgacct--syn-lub-analytics-5a46z-stlakelublakesilvertraf4'"'"')' 'contains(properties.privateEndpoint.id, '"'"'/syn-lub-analytics-5a46z.'"'"')'
