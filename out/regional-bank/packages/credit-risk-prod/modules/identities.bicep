metadata description = 'Managed identities'

import {
  identitiesType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the managed identities.')
param identities identitiesType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.workspaceIdentity
  location: location
  tags: tags
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.clusterIdentity
  location: location
  tags: tags
}

@description('Id of clusterIdentity.')
output clusterIdentityId string = clusterIdentity.id

@description('Id of workspaceIdentity.')
output workspaceIdentityId string = workspaceIdentity.id
