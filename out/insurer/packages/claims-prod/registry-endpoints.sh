#!/bin/sh
# Private endpoints to the storage account and the container registry that Azure made with the registry of models. Azure
# chooses the name of their resource group, so no template can name them; their own names are as planned.
# Run it directly after this package is deployed, before models are registered and before packages that answer with
# them, from an administrators' machine that reaches Azure Resource Manager (the jump host of the hub does not), signed
# in with the package's rights. It may be repeated. It ends with a failure when the account or the container registry
# lets public networks in: no template sets that, and no witness of Ringfence sees it.
# That a registry says where its group is, is not confirmed. Source: azure-ai-docs
# machine-learning/how-to-registry-network-isolation.md (2025-04-04)
set -eu

open=
# closed ID: whether what Azure made lets no public network in; what Azure does not tell counts as open.
closed() {
  state=$(az resource show --ids "$1" --query properties.publicNetworkAccess --output tsv)
  if [ "$state" != Disabled ]; then
    echo "$1: publicNetworkAccess is '${state:-not set}' and must be Disabled; register no model before it is" >&2
    open=1
  fi
}

made=$(az resource show --ids /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-claims-prod-workload/providers/Microsoft.MachineLearningServices/registries/mlr-hmi-claims-prod --query properties.managedResourceGroup.resourceId --output tsv)
: "${made:?Azure did not say which resource group it made with the registry}"

az network private-endpoint create --subscription 2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04 --resource-group rg-hmi-claims-prod-workload --location germanywestcentral --name pep-mlr-hmi-claims-prod-blob --nic-name nic-mlr-hmi-claims-prod-blob --connection-name pep-mlr-hmi-claims-prod-blob --subnet /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-claims-prod-network/providers/Microsoft.Network/virtualNetworks/vnet-hmi-claims-prod-gwc/subnets/snet-endpoints --group-id blob --output none \
  --private-connection-resource-id "$made/providers/Microsoft.Storage/storageAccounts/stmlrhmiclaimsprodyidlz"
az network private-endpoint dns-zone-group create --subscription 2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04 --resource-group rg-hmi-claims-prod-workload --endpoint-name pep-mlr-hmi-claims-prod-blob --name default --zone-name privatelink-blob-core-windows-net --private-dns-zone /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f02/resourceGroups/rg-hmi-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net --output none
az network private-endpoint create --subscription 2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04 --resource-group rg-hmi-claims-prod-workload --location germanywestcentral --name pep-mlr-hmi-claims-prod-registry --nic-name nic-mlr-hmi-claims-prod-registry --connection-name pep-mlr-hmi-claims-prod-registry --subnet /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04/resourceGroups/rg-hmi-claims-prod-network/providers/Microsoft.Network/virtualNetworks/vnet-hmi-claims-prod-gwc/subnets/snet-endpoints --group-id registry --output none \
  --private-connection-resource-id "$made/providers/Microsoft.ContainerRegistry/registries/crmlrhmiclaimsprodkap6t"
az network private-endpoint dns-zone-group create --subscription 2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f04 --resource-group rg-hmi-claims-prod-workload --endpoint-name pep-mlr-hmi-claims-prod-registry --name default --zone-name privatelink-azurecr-io --private-dns-zone /subscriptions/2d8c6f14-7a3b-4e95-9b08-1c5e7d4a6f02/resourceGroups/rg-hmi-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io --output none

closed "$made/providers/Microsoft.Storage/storageAccounts/stmlrhmiclaimsprodyidlz"
closed "$made/providers/Microsoft.ContainerRegistry/registries/crmlrhmiclaimsprodkap6t"
[ -z "$open" ]
