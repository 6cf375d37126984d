metadata description = 'Application Insights'

import {
  insightsSettingsType
  logsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of insights.')
param insightsSettings insightsSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsSettings.name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableIpMasking: false
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
    WorkspaceResourceId: logs.logAnalyticsId
  }
}

@description('Id of insights.')
output insightsId string = insights.id
