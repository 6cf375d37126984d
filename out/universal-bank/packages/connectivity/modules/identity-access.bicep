metadata description = 'Rights of identities'

import {
  identitiesType
  logStorageWeuSettingsType
} from 'types.bicep'

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of logStorageWeu.')
param logStorageWeuSettings logStorageWeuSettingsType

resource flowLogIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.flowLogIdentity
}

resource logStorageWeu 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: logStorageWeuSettings.name
}

resource flowLogIdentity_storageBlobDataContributorOnLogStorageWeu 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logStorageWeu
  name: guid(logStorageWeu.id, flowLogIdentity.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Network Watcher writes flow records as this identity, because the account has no keys.'
    principalId: flowLogIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}
