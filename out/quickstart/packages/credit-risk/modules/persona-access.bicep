metadata description = 'Rights of people'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessCreditRiskScientists string

@description('Name of the storage account, 3 to 24 characters.')
param storageName string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

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
