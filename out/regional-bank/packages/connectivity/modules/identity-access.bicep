metadata description = 'Rights of identities'

import {
  roles
} from 'roles.bicep'

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesFlowLogIdentity string

@description('Name of the flow log storage, 3 to 24 characters.')
param logStorageSdcName string

resource flowLogIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesFlowLogIdentity
}

resource logStorageSdc 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: logStorageSdcName
}

resource flowLogIdentity_storageBlobDataContributorOnLogStorageSdc 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logStorageSdc
  name: guid(logStorageSdc.id, flowLogIdentity.id, roles.storageBlobDataContributor)
  properties: {
    description: 'Network Watcher writes flow records as this identity, because the account has no keys.'
    principalId: flowLogIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}
