metadata description = 'Managed identities'

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesFlowLogIdentity string

@description('Azure region of the package.')
param location string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource flowLogIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identitiesFlowLogIdentity
  location: location
  tags: tags
}

@description('Id of flowLogIdentity.')
output flowLogIdentityId string = flowLogIdentity.id
