metadata description = 'Rights of people'

import {
  accessType
  storageSettingsType
  workspaceSettingsType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

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
