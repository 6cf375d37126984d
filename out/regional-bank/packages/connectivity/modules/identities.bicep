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

resource flowLogIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.flowLogIdentity
  location: location
  tags: tags
}

@description('Id of flowLogIdentity.')
output flowLogIdentityId string = flowLogIdentity.id
