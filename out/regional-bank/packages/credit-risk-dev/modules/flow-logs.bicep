metadata description = 'Flow logs'

@description('Name of the virtual network flow log, 1 to 80 characters.')
param flowLogsName string

@description('Name of the region\'s network watcher.')
param flowLogsWatcher string

@description('Azure region of the package.')
param location string

@description('Id of the identity that writes flow records.')
param logsFlowIdentityId string

@description('Id of the region\'s flow log account.')
param logsFlowStorageId string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Id of virtualNetwork, from module network.')
param virtualNetworkId string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource watcher 'Microsoft.Network/networkWatchers@2026-03-01' = {
  name: flowLogsWatcher
  location: location
  properties: {}
}

resource flowLog 'Microsoft.Network/networkWatchers/flowLogs@2026-03-01' = {
  parent: watcher
  name: flowLogsName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${logsFlowIdentityId}': {}
    }
  }
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: logsFlowStorageId
    format: {
      type: 'JSON'
      version: 2
    }
    retentionPolicy: {
      enabled: true
      days: 180
    }
    flowAnalyticsConfiguration: {
      networkWatcherFlowAnalyticsConfiguration: {
        enabled: true
        workspaceResourceId: logsLogAnalyticsId
        trafficAnalyticsInterval: 10
      }
    }
  }
}
