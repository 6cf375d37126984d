metadata description = 'Rights of people'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessFraudScientists string

@description('Name of the language model account, 2 to 64 characters.')
param languageModelName string

@description('Name of the azure machine learning registry, 3 to 33 characters.')
param modelRegistryName string

@description('Name of the storage account, 3 to 24 characters.')
param storageName string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

resource languageModel 'Microsoft.CognitiveServices/accounts@2026-09-01' existing = {
  name: languageModelName
}

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' existing = {
  name: modelRegistryName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageName
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource fraud__scientists_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, accessFraudScientists, roles.azureMLDataScientist)
  properties: {
    description: 'Runs jobs and deploys models; cannot create compute or change the workspace.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLDataScientist)
  }
}

resource fraud__scientists_cognitiveServicesOpenAIUserOnLanguageModel 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: languageModel
  name: guid(languageModel.id, accessFraudScientists, roles.cognitiveServicesOpenAIUser)
  properties: {
    description: 'Calls the language models as themselves; cannot deploy or change one.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.cognitiveServicesOpenAIUser
    )
  }
}

resource fraud__scientists_readerOnModelRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: modelRegistry
  name: guid(modelRegistry.id, accessFraudScientists, roles.reader)
  properties: {
    description: 'Sees which models are registered, in which versions.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource fraud__scientists_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessFraudScientists, roles.storageBlobDataContributor)
  properties: {
    description: 'Reads and writes data as themselves; the account has no keys.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource fraud__scientists_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, accessFraudScientists, roles.storageFileDataPrivilegedContributor)
  properties: {
    description: 'Opens notebooks on the file share as themselves.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageFileDataPrivilegedContributor
    )
  }
}
