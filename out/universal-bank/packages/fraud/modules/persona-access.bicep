metadata description = 'Rights of people'

import {
  accessType
  languageModelSettingsType
  modelRegistrySettingsType
  storageSettingsType
  workspaceSettingsType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of languageModel.')
param languageModelSettings languageModelSettingsType

@description('Name and settings of modelRegistry.')
param modelRegistrySettings modelRegistrySettingsType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

resource languageModel 'Microsoft.CognitiveServices/accounts@2026-09-01' existing = {
  name: languageModelSettings.name
}

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' existing = {
  name: modelRegistrySettings.name
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageSettings.name
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource fraud__scientists_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, access.fraud__scientists, 'f6c7c914-8db3-469d-8ca1-694a8f32e121')
  properties: {
    description: 'Runs jobs and deploys models; cannot create compute or change the workspace.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121'
    )
  }
}

resource fraud__scientists_cognitiveServicesOpenAIUserOnLanguageModel 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: languageModel
  name: guid(languageModel.id, access.fraud__scientists, '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd')
  properties: {
    description: 'Calls the language models as themselves; cannot deploy or change one.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
    )
  }
}

resource fraud__scientists_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, access.fraud__scientists, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Sees which models are registered, in which versions.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource fraud__scientists_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.fraud__scientists, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Reads and writes data as themselves; the account has no keys.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource fraud__scientists_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, access.fraud__scientists, '69566ab7-960f-475b-8e7c-b3118f30c6bd')
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69566ab7-960f-475b-8e7c-b3118f30c6bd'
    )
  }
}
