metadata description = 'Flow logs'

@description('Id of flowLogIdentity, from module identities.')
param flowLogIdentityId string

@description('Name of the virtual network flow log, 1 to 80 characters.')
param flowLogsName string

@description('Name of the region\'s network watcher.')
param flowLogsWatcher string

@description('Azure region of the package.')
param location string

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Id of logStorageSdc, from module log-storage-sdc.')
param logStorageSdcId string

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
      '${flowLogIdentityId}': {}
    }
  }
  properties: {
    enabled: true
    targetResourceId: virtualNetworkId
    storageId: logStorageSdcId
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
        workspaceResourceId: logAnalyticsId
        trafficAnalyticsInterval: 10
      }
    }
  }
}
