metadata description = 'Flow log storage'

@description('Id of logAnalytics, from module log-analytics.')
param logAnalyticsId string

@description('Region of the account.')
param logStorageSdcLocation string

@description('Name of the flow log storage, 3 to 24 characters.')
param logStorageSdcName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource logStorageSdc 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: logStorageSdcName
  location: logStorageSdcLocation
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

resource logStorageBlobsSdc 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: logStorageSdc
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

resource logStorageBlobsSdcLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: logStorageBlobsSdc
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

resource logStorageSdcLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: logStorageSdc
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds the record of every flow, which supervisors may ask for.'
  }
}

@description('Id of logStorageSdc.')
output logStorageSdcId string = logStorageSdc.id
