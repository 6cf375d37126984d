metadata description = 'Rights on the registry of models'

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
param identitiesEndpointIdentity string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesWorkspaceIdentity string

@description('Name of the registry that models come from.')
param supplierName string

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' existing = {
  name: supplierName
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesWorkspaceIdentity
  scope: resourceGroup(groupsSubscription, groupsWorkload)
}

resource endpointIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesEndpointIdentity
  scope: resourceGroup(groupsSubscription, groupsWorkload)
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesClusterIdentity
  scope: resourceGroup(groupsSubscription, groupsWorkload)
}

resource clusterIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, clusterIdentity.id, roles.reader)
  properties: {
    description: 'Batch runs fetch models; nothing is written from here.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource endpointIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, endpointIdentity.id, roles.reader)
  properties: {
    description: 'Endpoints fetch models; nothing is written from here.'
    principalId: endpointIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource workspaceIdentity_azureAIEnterpriseNetworkConnectionApproverOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, workspaceIdentity.id, roles.azureAIEnterpriseNetworkConnectionApprover)
  properties: {
    description: 'Approves the managed network\'s private endpoint to the registry.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.azureAIEnterpriseNetworkConnectionApprover
    )
  }
}

resource workspaceIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, workspaceIdentity.id, roles.reader)
  properties: {
    description: 'Finds models in the registry.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}
