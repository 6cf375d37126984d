metadata description = 'Rights on lake lake'

import {
  groupsType
  identitiesType
  lakesType
} from 'types.bicep'

@description('Names of the resource groups.')
param groups groupsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Lakes that the managed network reaches: accounts and containers of layers.')
param lakes lakesType

resource accountGold 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: lakes.lake_gold_name
}

resource layerGold 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = {
  name: lakes.lake_layer_gold
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.workspaceIdentity
  scope: resourceGroup(groups.subscription, groups.workload)
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.clusterIdentity
  scope: resourceGroup(groups.subscription, groups.workload)
}

resource clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, clusterIdentity.id, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  properties: {
    description: 'Nightly runs score curated payments.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
    )
  }
}

resource workspaceIdentity_azureAIEnterpriseNetworkConnectionApproverOnAccountGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: accountGold
  name: guid(accountGold.id, workspaceIdentity.id, 'b556d68e-0be0-4f35-a333-ad7ee1ce17ea')
  properties: {
    description: 'Approves the managed network\'s private endpoints to the account.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'b556d68e-0be0-4f35-a333-ad7ee1ce17ea'
    )
  }
}
