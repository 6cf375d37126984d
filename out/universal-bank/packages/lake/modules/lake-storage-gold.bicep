metadata description = 'Data lake account'

import {
  accessType
  lakeGoldSettingsType
  lakeSettingsType
  logsType
  workersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of lakeGold.')
param lakeGoldSettings lakeGoldSettingsType

@description('Name and settings of lake.')
param lakeSettings lakeSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Identities with which jobs of other landing zones act.')
param workers workersType

resource fraud_clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workers.fraud_cluster
  scope: resourceGroup(workers.fraud_subscription, workers.fraud_group)
}

resource pricing_clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workers.pricing_cluster
  scope: resourceGroup(workers.pricing_subscription, workers.pricing_group)
}

resource lakeGold 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: lakeGoldSettings.name
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
    immutabilityPeriodSinceCreationInDays: lakeSettings.retentionDays
  }
}

resource data__stewards_storageBlobDataContributorOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, access.data__stewards, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Stewards load and curate the lake.'
    principalId: access.data__stewards
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource fraud__scientists_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, access.fraud__scientists, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  properties: {
    description: 'Scientists look at curated payments.'
    principalId: access.fraud__scientists
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
    )
  }
}

resource fraud_clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, fraud_clusterIdentity.id, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  properties: {
    description: 'Fraud models train on curated payments.'
    principalId: fraud_clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
    )
  }
}

resource pricing_clusterIdentity_storageBlobDataReaderOnLayerGold 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerGold
  name: guid(layerGold.id, pricing_clusterIdentity.id, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
  properties: {
    description: 'Pricing models read curated market data.'
    principalId: pricing_clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
    )
  }
}

resource lakeBlobsGoldLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: lakeBlobsGold
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
