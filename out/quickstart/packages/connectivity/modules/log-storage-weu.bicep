metadata description = 'Flow log storage'

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Region of the account.')
param logStorageWeuLocation string

@description('Name of the flow log storage, 3 to 24 characters.')
param logStorageWeuName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource logStorageWeu 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: logStorageWeuName
  location: logStorageWeuLocation
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowedCopyScope: 'PrivateLink'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: {
        blob: {
          enabled: true
          keyType: 'Account'
        }
        file: {
          enabled: true
          keyType: 'Account'
        }
        queue: {
          enabled: true
          keyType: 'Account'
        }
        table: {
          enabled: true
          keyType: 'Account'
        }
      }
    }
    isHnsEnabled: false
    isLocalUserEnabled: false
    isNfsV3Enabled: false
    isSftpEnabled: false
    minimumTlsVersion: 'TLS1_2'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: []
      resourceAccessRules: []
      virtualNetworkRules: []
    }
    publicNetworkAccess: 'Disabled'
    supportsHttpsTrafficOnly: true
  }
}

resource logStorageBlobsWeu 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: logStorageWeu
  name: 'default'
  properties: {
    changeFeed: {
      enabled: false
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 14
    }
    deleteRetentionPolicy: {
      enabled: true
      days: 14
    }
    isVersioningEnabled: false
  }
}

resource logStorageBlobsWeuLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: logStorageBlobsWeu
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource logStorageWeuLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: logStorageWeu
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds the record of every flow, which supervisors may ask for.'
  }
}

@description('Id of logStorageWeu.')
output logStorageWeuId string = logStorageWeu.id
