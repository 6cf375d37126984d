metadata description = 'Managed identities'

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesClusterIdentity string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesWorkspaceIdentity string

@description('Azure region of the package.')
param location string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identitiesWorkspaceIdentity
  location: location
  tags: tags
}

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identitiesClusterIdentity
  location: location
  tags: tags
}

@description('Id of clusterIdentity.')
output clusterIdentityId string = clusterIdentity.id

@description('Id of workspaceIdentity.')
output workspaceIdentityId string = workspaceIdentity.id
