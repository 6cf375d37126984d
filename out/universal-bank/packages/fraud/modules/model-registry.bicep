metadata description = 'Azure Machine Learning registry'

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Name of the storage account of a registry of models.')
param modelRegistryFiles string

@description('Name of the container registry of a registry of models.')
param modelRegistryImages string

@description('Name of the azure machine learning registry, 3 to 33 characters.')
param modelRegistryName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2026-09-01' = {
  name: modelRegistryName
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
              acrAccountName: modelRegistryImages
              acrAccountSku: 'Premium'
            }
          }
        ]
        storageAccountDetails: [
          {
            systemCreatedStorageAccount: {
              allowBlobPublicAccess: false
              storageAccountHnsEnabled: false
              storageAccountName: modelRegistryFiles
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
    workspaceId: logsLogAnalyticsId
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
