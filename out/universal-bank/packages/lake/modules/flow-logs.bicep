metadata description = 'Flow logs'

import {
  flowLogsType
  logsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Where logs and flow records go.')
param logs logsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

resource watcher 'Microsoft.Network/networkWatchers@2026-03-01' = {
  name: flowLogs.watcher
  location: location
  properties: {}
}

resource flowLog 'Microsoft.Network/networkWatchers/flowLogs@2026-03-01' = {
  parent: watcher
  name: flowLogs.name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${logs.flowIdentityId}': {}
    }
  }
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: logs.flowStorageId
    format: {
      type: 'JSON'
      version: 2
    }
    retentionPolicy: {
      enabled: true
      days: 90
    }
    flowAnalyticsConfiguration: {
      networkWatcherFlowAnalyticsConfiguration: {
        enabled: true
        workspaceResourceId: logs.logAnalyticsId
        trafficAnalyticsInterval: 10
      }
    }
  }
}
