metadata description = 'Managed identities'

import {
  identitiesType
  tagsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Names of the managed identities.')
param identities identitiesType

@description('Tags of every resource that can carry them.')
param tags tagsType

resource connectorIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.connectorIdentity
  location: location
  tags: tags
}

@description('Id of connectorIdentity.')
output connectorIdentityId string = connectorIdentity.id
