metadata description = 'Log Analytics workspace'

@description('Azure region of the package.')
param location string

@description('Name of the log analytics workspace, 4 to 63 characters.')
param logAnalyticsName string

@description('Days that logs stay searchable.')
param logAnalyticsRetentionDays int

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: logAnalyticsName
  location: location
  tags: tags
  properties: {
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
    retentionInDays: logAnalyticsRetentionDays
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource logAnalyticsLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: logAnalytics
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalytics.id
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

resource logAnalyticsLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: logAnalytics
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds the security logs of the whole platform.'
  }
}

@description('Id of logAnalytics.')
output logAnalyticsId string = logAnalytics.id
