metadata description = 'Azure Databricks workspace'

@description('Id of connector, from module identities.')
param connectorId string

@description('Id of connectorIdentity, from module identities.')
param connectorIdentityId string

@description('Name of the subnet of its containers.')
param databricksContainerSubnet string

@description('Name of the subnet of its hosts.')
param databricksHostSubnet string

@description('Id of the resource group that Databricks makes.')
param databricksManagedResourceGroupId string

@description('Name of the azure databricks workspace, 3 to 64 characters.')
param databricksName string

@description('Name of the account that Databricks makes there.')
param databricksRootStorage string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource databricks 'Microsoft.Databricks/workspaces@2026-01-01' = {
  name: databricksName
  location: location
  tags: tags
  sku: {
    name: 'premium'
  }
  properties: {
    accessConnector: {
      id: connectorId
      identityType: 'UserAssigned'
      userAssignedIdentityId: connectorIdentityId
    }
    computeMode: 'Hybrid'
    defaultCatalog: {
      initialType: 'UnityCatalog'
    }
    defaultStorageFirewall: 'Enabled'
    managedResourceGroupId: databricksManagedResourceGroupId
    parameters: {
      customPrivateSubnetName: {
        value: databricksContainerSubnet
      }
      customPublicSubnetName: {
        value: databricksHostSubnet
      }
      customVirtualNetworkId: {
        value: virtualNetworkId
      }
      enableNoPublicIp: {
        value: true
      }
      requireInfrastructureEncryption: {
        value: true
      }
      storageAccountName: {
        value: databricksRootStorage
      }
      storageAccountSkuName: {
        value: 'Standard_ZRS'
      }
    }
    publicNetworkAccess: 'Disabled'
    requiredNsgRules: 'NoAzureDatabricksRules'
  }
}

resource databricksLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: databricks
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

resource databricksLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: databricks
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Notebooks, jobs and the sign-in of every workspace in the region would be lost with it.'
  }
}

@description('Id of databricks.')
output databricksId string = databricks.id
