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

made=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-workload/providers/Microsoft.MachineLearningServices/registries/mlr-lub-fraud --query properties.managedResourceGroup.resourceId --output tsv)
: "${made:?Azure did not say which resource group it made with the registry}"

az network private-endpoint create --subscription 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03 --resource-group rg-lub-fraud-workload --location swedencentral --name pep-mlr-lub-fraud-blob --nic-name nic-mlr-lub-fraud-blob --connection-name pep-mlr-lub-fraud-blob --subnet /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-fraud-sdc/subnets/snet-endpoints --group-id blob --output none \
  --private-connection-resource-id "$made/providers/Microsoft.Storage/storageAccounts/stmlrlubfraud2qcmy"
az network private-endpoint dns-zone-group create --subscription 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03 --resource-group rg-lub-fraud-workload --endpoint-name pep-mlr-lub-fraud-blob --name default --zone-name privatelink-blob-core-windows-net --private-dns-zone /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net --output none
az network private-endpoint create --subscription 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03 --resource-group rg-lub-fraud-workload --location swedencentral --name pep-mlr-lub-fraud-registry --nic-name nic-mlr-lub-fraud-registry --connection-name pep-mlr-lub-fraud-registry --subnet /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03/resourceGroups/rg-lub-fraud-network/providers/Microsoft.Network/virtualNetworks/vnet-lub-fraud-sdc/subnets/snet-endpoints --group-id registry --output none \
  --private-connection-resource-id "$made/providers/Microsoft.ContainerRegistry/registries/crmlrlubfraud7nzej"
az network private-endpoint dns-zone-group create --subscription 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b03 --resource-group rg-lub-fraud-workload --endpoint-name pep-mlr-lub-fraud-registry --name default --zone-name privatelink-azurecr-io --private-dns-zone /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b01/resourceGroups/rg-lub-hub-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io --output none

closed "$made/providers/Microsoft.Storage/storageAccounts/stmlrlubfraud2qcmy"
closed "$made/providers/Microsoft.ContainerRegistry/registries/crmlrlubfraud7nzej"
[ -z "$open" ]
