metadata description = 'Flow logs'

import {
  flowLogsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Id of flowLogIdentity, from module identities.')
param flowLogIdentityId string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Id of logStorageWeu, from module log-storage-weu.')
param logStorageWeuId string

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
      '${flowLogIdentityId}': {}
    }
  }
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: logStorageWeuId
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
        workspaceResourceId: logAnalyticsId
        trafficAnalyticsInterval: 10
      }
    }
  }
}
