metadata description = 'Rights on the registry of models'

import {
  groupsType
  identitiesType
  supplierType
} from 'types.bicep'

@description('Names of the resource groups.')
param groups groupsType

@description('Names of the managed identities.')
param identities identitiesType

@description('The registry that models come from.')
param supplier supplierType

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' existing = {
  name: supplier.name
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.workspaceIdentity
  scope: resourceGroup(groups.subscription, groups.workload)
}

resource endpointIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.endpointIdentity
  scope: resourceGroup(groups.subscription, groups.workload)
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.clusterIdentity
  scope: resourceGroup(groups.subscription, groups.workload)
}

resource clusterIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, clusterIdentity.id, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Batch runs fetch models; nothing is written from here.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource endpointIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, endpointIdentity.id, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Endpoints fetch models; nothing is written from here.'
    principalId: endpointIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource workspaceIdentity_azureAIEnterpriseNetworkConnectionApproverOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, workspaceIdentity.id, 'b556d68e-0be0-4f35-a333-ad7ee1ce17ea')
  properties: {
    description: 'Approves the managed network\'s private endpoint to the registry.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'b556d68e-0be0-4f35-a333-ad7ee1ce17ea'
    )
  }
}

resource workspaceIdentity_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, workspaceIdentity.id, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Finds models in the registry.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}
