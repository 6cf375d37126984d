metadata description = 'Rights of people'

import {
  accessType
  registrySettingsType
  storageSettingsType
  workspaceSettingsType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of registry.')
param registrySettings registrySettingsType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registrySettings.name
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageSettings.name
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource credit__risk__scientists_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, access.credit__risk__scientists, 'f6c7c914-8db3-469d-8ca1-694a8f32e121')
  properties: {
    description: 'Runs jobs and deploys models; cannot create compute or change the workspace.'
    principalId: access.credit__risk__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121'
    )
  }
}

resource credit__risk__scientists_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.credit__risk__scientists, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Reads and writes data as themselves; the account has no keys.'
    principalId: access.credit__risk__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource credit__risk__scientists_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.credit__risk__scientists, '69566ab7-960f-475b-8e7c-b3118f30c6bd')
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: access.credit__risk__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69566ab7-960f-475b-8e7c-b3118f30c6bd'
    )
  }
}

resource it__audit_readerOnWorkloadGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, access.it__audit, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Sees configuration and logs of the landing zone, no data and no secrets.'
    principalId: access.it__audit
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource ml__platform_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, access.ml__platform, '8311e382-0749-4cb8-b61a-304f252e45ec')
  properties: {
    description: 'Publishes images for training and serving.'
    principalId: access.ml__platform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '8311e382-0749-4cb8-b61a-304f252e45ec'
    )
  }
}

resource ml__platform_azureMLComputeOperatorOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, access.ml__platform, 'e503ece1-11d0-4e8e-8e2c-7a6c3bf38815')
  properties: {
    description: 'Creates and resizes compute.'
    principalId: access.ml__platform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'e503ece1-11d0-4e8e-8e2c-7a6c3bf38815'
    )
  }
}

resource ml__platform_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, access.ml__platform, 'f6c7c914-8db3-469d-8ca1-694a8f32e121')
  properties: {
    description: 'Registers models and runs endpoints.'
    principalId: access.ml__platform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121'
    )
  }
}

resource ml__platform_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.ml__platform, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Publishes data and models.'
    principalId: access.ml__platform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource ml__platform_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.ml__platform, '69566ab7-960f-475b-8e7c-b3118f30c6bd')
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: access.ml__platform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69566ab7-960f-475b-8e7c-b3118f30c6bd'
    )
  }
}
