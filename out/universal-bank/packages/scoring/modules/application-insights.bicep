metadata description = 'Application Insights'

import {
  hubType
  insightsSettingsType
  tagsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('The hub, as the connectivity package deploys it.')
param hub hubType

@description('Name and settings of insights.')
param insightsSettings insightsSettingsType

@description('Tags of every resource that can carry them.')
param tags tagsType

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
    WorkspaceResourceId: hub.logAnalyticsId
  }
}

@description('Id of insights.')
output insightsId string = insights.id
