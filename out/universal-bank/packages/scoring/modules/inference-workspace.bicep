metadata description = 'Azure Machine Learning workspace for inference'

@description('Id of insights, from module application-insights.')
param insightsId string

@description('Id of keyVault, from module key-vault.')
param keyVaultId string

@description('Id of the account of lake lake, layers gold.')
param lakesLakeGoldId string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Host that nodes of the managed network reach.')
param managedHostsSanctionsList string

@description('Id of registry, from module container-registry.')
param registryId string

@description('Id of storage, from module storage.')
param storageId string

@description('Id of the registry that models come from.')
param supplierId string

@description('Tier of the managed firewall.')
param workspaceFirewallSku string

@description('Name shown in the studio.')
param workspaceFriendlyName string

@description('Id of workspaceIdentity, from module identities.')
param workspaceIdentityId string

@description('Cluster for image builds.')
param workspaceImageBuildCompute string

@description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
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
      firewallSku: workspaceFirewallSku
      isolationMode: 'AllowOnlyApprovedOutbound'
      outboundRules: {
        'lake-lake-gold-blob': {
          category: 'UserDefined'
          type: 'PrivateEndpoint'
          destination: {
            serviceResourceId: lakesLakeGoldId
            sparkEnabled: false
            subresourceTarget: 'blob'
          }
        }
        'lake-lake-gold-dfs': {
          category: 'UserDefined'
          type: 'PrivateEndpoint'
          destination: {
            serviceResourceId: lakesLakeGoldId
            sparkEnabled: false
            subresourceTarget: 'dfs'
          }
        }
        'model-registry': {
          category: 'UserDefined'
          type: 'PrivateEndpoint'
          destination: {
            serviceResourceId: supplierId
            sparkEnabled: false
            subresourceTarget: 'amlregistry'
          }
        }
        'sanctions-list': {
          category: 'UserDefined'
          type: 'FQDN'
          destination: managedHostsSanctionsList
        }
        'storage-queue': {
          category: 'UserDefined'
          type: 'PrivateEndpoint'
          destination: {
            serviceResourceId: storageId
            sparkEnabled: false
            subresourceTarget: 'queue'
          }
        }
        'storage-table': {
          category: 'UserDefined'
          type: 'PrivateEndpoint'
          destination: {
            serviceResourceId: storageId
            sparkEnabled: false
            subresourceTarget: 'table'
          }
        }
      }
    }
    primaryUserAssignedIdentity: workspaceIdentityId
    provisionNetworkNow: true
    publicNetworkAccess: 'Disabled'
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
