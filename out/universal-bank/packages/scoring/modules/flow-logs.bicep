metadata description = 'Flow logs'

import {
  flowLogsType
  hubType
  tagsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the network watcher and the flow log.')
param flowLogs flowLogsType

@description('The hub, as the connectivity package deploys it.')
param hub hubType

@description('Tags of every resource that can carry them.')
param tags tagsType

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
      '${hub.flowIdentityId}': {}
    }
  }
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: hub.flowStorageId
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
        workspaceResourceId: hub.logAnalyticsId
        trafficAnalyticsInterval: 10
      }
    }
  }
}
