metadata description = 'Azure Machine Learning workspace'

@description('Id of computeSubnet, from module network.')
param computeSubnetId string

@description('Id of insights, from module application-insights.')
param insightsId string

@description('Id of keyVault, from module key-vault.')
param keyVaultId string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Id of registry, from module container-registry.')
param registryId string

@description('Id of storage, from module storage.')
param storageId string

@description('Name shown in the studio.')
param workspaceFriendlyName string

@description('Id of workspaceIdentity, from module identities.')
param workspaceIdentityId string

@description('Cluster for image builds.')
param workspaceImageBuildCompute string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' = {
  name: workspaceName
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
    friendlyName: workspaceFriendlyName
    hbiWorkspace: false
    imageBuildCompute: workspaceImageBuildCompute
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

resource workspaceLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'to-log-analytics'
  properties: {
    workspaceId: logsLogAnalyticsId
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
