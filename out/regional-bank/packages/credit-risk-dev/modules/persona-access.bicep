metadata description = 'Rights of people'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessCreditRiskScientists string

@description('Object id of an Entra group.')
param accessItAudit string

@description('Object id of an Entra group.')
param accessMlPlatform string

@description('Name of the container registry, 5 to 50 characters.')
param registryName string

@description('Name of the storage account, 3 to 24 characters.')
param storageName string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageName
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource credit__risk__scientists_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, accessCreditRiskScientists, roles.azureMLDataScientist)
  properties: {
    description: 'Runs jobs and deploys models; cannot create compute or change the workspace.'
    principalId: accessCreditRiskScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLDataScientist)
  }
}

resource credit__risk__scientists_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessCreditRiskScientists, roles.storageBlobDataContributor)
  properties: {
    description: 'Reads and writes data as themselves; the account has no keys.'
    principalId: accessCreditRiskScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource credit__risk__scientists_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessCreditRiskScientists, roles.storageFileDataPrivilegedContributor)
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: accessCreditRiskScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageFileDataPrivilegedContributor
    )
  }
}

resource it__audit_readerOnWorkloadGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, accessItAudit, roles.reader)
  properties: {
    description: 'Sees configuration and logs of the landing zone, no data and no secrets.'
    principalId: accessItAudit
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource ml__platform_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, accessMlPlatform, roles.acrPush)
  properties: {
    description: 'Publishes images for training and serving.'
    principalId: accessMlPlatform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPush)
  }
}

resource ml__platform_azureMLComputeOperatorOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, accessMlPlatform, roles.azureMLComputeOperator)
  properties: {
    description: 'Creates and resizes compute.'
    principalId: accessMlPlatform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLComputeOperator)
  }
}

resource ml__platform_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, accessMlPlatform, roles.azureMLDataScientist)
  properties: {
    description: 'Registers models and runs endpoints.'
    principalId: accessMlPlatform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLDataScientist)
  }
}

resource ml__platform_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessMlPlatform, roles.storageBlobDataContributor)
  properties: {
    description: 'Publishes data and models.'
    principalId: accessMlPlatform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource ml__platform_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessMlPlatform, roles.storageFileDataPrivilegedContributor)
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: accessMlPlatform
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageFileDataPrivilegedContributor
    )
  }
}
