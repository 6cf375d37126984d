metadata description = 'Azure Machine Learning registry'

import {
  logsType
  modelRegistrySettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Where logs and flow records go.')
param logs logsType

@description('Name and settings of modelRegistry.')
param modelRegistrySettings modelRegistrySettingsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' = {
  name: modelRegistrySettings.name
  location: location
  tags: tags
  kind: 'registry'
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
    regionDetails: [
      {
        location: location
        acrDetails: [
          {
            systemCreatedAcrAccount: {
              acrAccountName: modelRegistrySettings.images
              acrAccountSku: 'Premium'
            }
          }
        ]
        storageAccountDetails: [
          {
            systemCreatedStorageAccount: {
              allowBlobPublicAccess: false
              storageAccountHnsEnabled: false
              storageAccountName: modelRegistrySettings.files
              storageAccountType: 'Standard_ZRS'
            }
          }
        ]
      }
    ]
  }
}

resource modelRegistryLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: modelRegistry
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource modelRegistryLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: modelRegistry
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Models that production runs are kept in it, and nowhere else.'
  }
}

@description('Id of modelRegistry.')
output modelRegistryId string = modelRegistry.id
