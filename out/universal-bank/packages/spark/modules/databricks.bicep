metadata description = 'Azure Databricks workspace'

import {
  databricksSettingsType
  logsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of databricks.')
param databricksSettings databricksSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of connector, from module identities.')
param connectorId string

@description('Id of connectorIdentity, from module identities.')
param connectorIdentityId string

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

resource databricks 'Microsoft.Databricks/workspaces@2026-01-01' = {
  name: databricksSettings.name
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
    managedResourceGroupId: databricksSettings.managedResourceGroupId
    parameters: {
      customPrivateSubnetName: {
        value: databricksSettings.containerSubnet
      }
      customPublicSubnetName: {
        value: databricksSettings.hostSubnet
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
        value: databricksSettings.rootStorage
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
    workspaceId: logs.logAnalyticsId
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
