metadata description = 'Data lake account'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessDataStewards string

@description('Object id of an Entra group.')
param accessFraudScientists string

@description('Name of the data lake account, 3 to 24 characters.')
param lakeGoldName string

@description('Days from creation in which files stay as they are.')
param lakeRetentionDays int

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Identity of jobs in fraud.')
param workersFraudCluster string

@description('Resource group of fraud.')
param workersFraudGroup string

@description('Subscription of fraud.')
param workersFraudSubscription string

@description('Identity of jobs in pricing.')
param workersPricingCluster string

@description('Resource group of pricing.')
param workersPricingGroup string

@description('Subscription of pricing.')
param workersPricingSubscription string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource fraud_clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workersFraudCluster
  scope: resourceGroup(workersFraudSubscription, workersFraudGroup)
}

resource pricing_clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workersPricingCluster
  scope: resourceGroup(workersPricingSubscription, workersPricingGroup)
}

resource lakeGold 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: lakeGoldName
  location: location
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
    isHnsEnabled: true
    isLocalUserEnabled: false
    isNfsV3Enabled: false
    isSftpEnabled: false
    minimumTlsVersion: 'TLS1_2'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: []
      resourceAccessRules: []
      virtualNetworkRules: []
    }
    publicNetworkAccess: 'Disabled'
    supportsHttpsTrafficOnly: true
  }
}

resource lakeBlobsGold 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: lakeGold
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
    deleteRetentionPolicy: {
      enabled: true
      allowPermanentDelete: false
      days: 90
    }
  }
}

resource lakeLifecycleGold 'Microsoft.Storage/storageAccounts/managementPolicies@2026-09-01' = {
  parent: lakeGold
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'cool-down'
          enabled: true
          type: 'Lifecycle'
          definition: {
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: 90
                }
              }
            }
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
          }
        }
      ]
    }
  }
}

resource layerGold 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = {
  parent: lakeBlobsGold
  name: 'gold'
  properties: {
    publicAccess: 'None'
  }
}

resource retentionGold 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2026-09-01' = {
  parent: layerGold
  name: 'default'
  properties: {
    allowProtectedAppendWritesAll: true
    immutabilityPeriodSinceCreationInDays: lakeRetentionDays
  }
}

resource data__stewards_storageBlobDataContributorOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, accessDataStewards, roles.storageBlobDataContributor)
  properties: {
    description: 'Stewards load and curate the lake.'
    principalId: accessDataStewards
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource fraud__scientists_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, accessFraudScientists, roles.storageBlobDataReader)
  properties: {
    description: 'Scientists look at curated payments.'
    principalId: accessFraudScientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource fraud_clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, fraud_clusterIdentity.id, roles.storageBlobDataReader)
  properties: {
    description: 'Fraud models train on curated payments.'
    principalId: fraud_clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource pricing_clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, pricing_clusterIdentity.id, roles.storageBlobDataReader)
  properties: {
    description: 'Pricing models read curated market data.'
    principalId: pricing_clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource lakeBlobsGoldLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: lakeBlobsGold
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

resource lakeGoldLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: lakeGold
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds the institution\'s data; a deleted account\'s name can be lost to others.'
  }
}

@description('Id of lakeGold.')
output lakeGoldId string = lakeGold.id
