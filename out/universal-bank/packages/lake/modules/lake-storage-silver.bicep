metadata description = 'Data lake account'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessDataStewards string

@description('Name of the data lake account, 3 to 24 characters.')
param lakeSilverName string

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

@description('Identity of jobs in spark.')
param workersSparkConnector string

@description('Resource group of spark.')
param workersSparkGroup string

@description('Subscription of spark.')
param workersSparkSubscription string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource fraud_clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workersFraudCluster
  scope: resourceGroup(workersFraudSubscription, workersFraudGroup)
}

resource spark_connectorIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workersSparkConnector
  scope: resourceGroup(workersSparkSubscription, workersSparkGroup)
}

resource lakeSilver 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: lakeSilverName
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
  name: guid(layerSilver.id, accessDataStewards, roles.storageBlobDataContributor)
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

resource fraud_clusterIdentity_storageBlobDataReaderOnLayerSilver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerSilver
  name: guid(layerSilver.id, fraud_clusterIdentity.id, roles.storageBlobDataReader)
  properties: {
    description: 'Fraud models train on curated payments.'
    principalId: fraud_clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
  }
}

resource spark_connectorIdentity_storageBlobDataContributorOnLayerSilver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: layerSilver
  name: guid(layerSilver.id, spark_connectorIdentity.id, roles.storageBlobDataContributor)
  properties: {
    description: 'Pipelines clean what came in.'
    principalId: spark_connectorIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource lakeBlobsSilverLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: lakeBlobsSilver
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
