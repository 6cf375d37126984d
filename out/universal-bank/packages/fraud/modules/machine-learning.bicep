metadata description = 'Azure Machine Learning workspace'

import {
  languageModelSettingsType
  logsType
  workspaceSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of languageModel.')
param languageModelSettings languageModelSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

@description('Id of computeSubnet, from module network.')
param computeSubnetId string

@description('Id of insights, from module application-insights.')
param insightsId string

@description('Id of keyVault, from module key-vault.')
param keyVaultId string

@description('Id of languageModel, from module language-model.')
param languageModelId string

@description('Id of registry, from module container-registry.')
param registryId string

@description('Id of storage, from module storage.')
param storageId string

@description('Id of workspaceIdentity, from module identities.')
param workspaceIdentityId string

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' = {
  name: workspaceSettings.name
  location: location
  tags: tags
  kind: 'Default'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${workspaceIdentityId}': {}
    }
  }
  properties: {
    applicationInsights: insightsId
    containerRegistry: registryId
    enableDataIsolation: true
    friendlyName: workspaceSettings.friendlyName
    hbiWorkspace: false
    imageBuildCompute: workspaceSettings.imageBuildCompute
    keyVault: keyVaultId
    managedNetwork: {
      isolationMode: 'Disabled'
    }
    primaryUserAssignedIdentity: workspaceIdentityId
    publicNetworkAccess: 'Disabled'
    serverlessComputeSettings: {
      serverlessComputeCustomSubnet: computeSubnetId
      serverlessComputeNoPublicIP: true
    }
    storageAccount: storageId
    systemDatastoresAuthMode: 'Identity'
    v1LegacyMode: false
  }
}

resource modelConnection 'Microsoft.MachineLearningServices/workspaces/connections@2026-09-01' = {
  parent: workspace
  name: 'language-model'
  properties: {
    authType: 'AAD'
    category: 'AzureOpenAI'
    isSharedToAll: true
    metadata: {
      ApiType: 'Azure'
      ResourceId: languageModelId
    }
    target: languageModelSettings.host
  }
}

resource workspaceLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

@description('Id of workspace.')
output workspaceId string = workspace.id
