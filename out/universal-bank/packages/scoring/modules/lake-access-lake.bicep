metadata description = 'Rights on lake lake'

import {
  roles
} from 'roles.bicep'

@description('Subscription of the package.')
param groupsSubscription string

@description('Resource group for workload.')
param groupsWorkload string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesClusterIdentity string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesWorkspaceIdentity string

@description('Account of lake lake, layers gold.')
param lakesLakeGoldName string

@description('Container of layer gold of lake lake, with its account.')
param lakesLakeLayerGold string

resource accountGold 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: lakesLakeGoldName
}

resource layerGold 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = {
  name: lakesLakeLayerGold
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesWorkspaceIdentity
  scope: resourceGroup(groupsSubscription, groupsWorkload)
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesClusterIdentity
  scope: resourceGroup(groupsSubscription, groupsWorkload)
}

resource clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, clusterIdentity.id, roles.storageBlobDataReader)
  properties: {
    description: 'Nightly runs score curated payments.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource workspaceIdentity_azureAIEnterpriseNetworkConnectionApproverOnAccountGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: accountGold
  name: guid(accountGold.id, workspaceIdentity.id, roles.azureAIEnterpriseNetworkConnectionApprover)
  properties: {
    description: 'Approves the managed network\'s private endpoints to the account.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.azureAIEnterpriseNetworkConnectionApprover
    )
  }
}
