metadata description = 'Data lake account'

import {
  accessType
  lakeSilverSettingsType
  logsType
  workersType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of lakeSilver.')
param lakeSilverSettings lakeSilverSettingsType

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

resource spark_connectorIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workers.spark_connector
  scope: resourceGroup(workers.spark_subscription, workers.spark_group)
}

resource lakeSilver 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: lakeSilverSettings.name
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

resource lakeBlobsSilver 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: lakeSilver
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

resource lakeLifecycleSilver 'Microsoft.Storage/storageAccounts/managementPolicies@2026-09-01' = {
  parent: lakeSilver
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

resource layerSilver 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = {
  parent: lakeBlobsSilver
  name: 'silver'
  properties: {
    publicAccess: 'None'
  }
}

resource data__stewards_storageBlobDataContributorOnLayerSilver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerSilver
  name: guid(layerSilver.id, access.data__stewards, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
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

resource fraud_clusterIdentity_storageBlobDataReaderOnLayerSilver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerSilver
  name: guid(layerSilver.id, fraud_clusterIdentity.id, '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
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

resource spark_connectorIdentity_storageBlobDataContributorOnLayerSilver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerSilver
  name: guid(layerSilver.id, spark_connectorIdentity.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Pipelines clean what came in.'
    principalId: spark_connectorIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource lakeBlobsSilverLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: lakeBlobsSilver
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

resource lakeSilverLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: lakeSilver
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds the institution\'s data; a deleted account\'s name can be lost to others.'
  }
}

@description('Id of lakeSilver.')
output lakeSilverId string = lakeSilver.id
