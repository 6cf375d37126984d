metadata description = 'Rights of identities'

import {
  roles
} from 'roles.bicep'

@description('Name of the private endpoint.')
param endpointsStorageBlob string

@description('Name of the private endpoint.')
param endpointsStorageFile string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesClusterIdentity string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesWorkspaceIdentity string

@description('Name of the application insights, 1 to 255 characters.')
param insightsName string

@description('Name of the key vault, 3 to 24 characters.')
param keyVaultName string

@description('Name of the container registry, 5 to 50 characters.')
param registryName string

@description('Name of the storage account, 3 to 24 characters.')
param storageName string

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesClusterIdentity
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource keyVault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: keyVaultName
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageName
}

resource storageBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' existing = {
  name: endpointsStorageBlob
}

resource storageFileEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' existing = {
  name: endpointsStorageFile
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesWorkspaceIdentity
}

resource clusterIdentity_acrPullOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, clusterIdentity.id, roles.acrPull)
  properties: {
    description: 'Pulls the images that jobs run in.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}

resource clusterIdentity_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, clusterIdentity.id, roles.acrPush)
  properties: {
    description: 'The first cluster builds images and pushes them.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPush)
  }
}

resource clusterIdentity_monitoringMetricsPublisherOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, clusterIdentity.id, roles.monitoringMetricsPublisher)
  properties: {
    description: 'Jobs send telemetry; Application Insights takes it from holders of this role only, as its keys are off.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

resource clusterIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, roles.storageBlobDataContributor)
  properties: {
    description: 'Jobs read data and write models.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource clusterIdentity_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, roles.storageFileDataPrivilegedContributor)
  properties: {
    description: 'Jobs read code from the file share.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageFileDataPrivilegedContributor
    )
  }
}

resource clusterIdentity_storageQueueDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, roles.storageQueueDataContributor)
  properties: {
    description: 'Parallel runs and batch endpoints hand out their work by queue; the account has no keys.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageQueueDataContributor
    )
  }
}

resource clusterIdentity_storageTableDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, roles.storageTableDataContributor)
  properties: {
    description: 'Parallel runs and batch endpoints keep their state in tables; the account has no keys.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor
    )
  }
}

resource workspaceIdentity_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, workspaceIdentity.id, roles.acrPush)
  properties: {
    description: 'Pushes the images that it builds; includes pulling.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPush)
  }
}

resource workspaceIdentity_azureAIAdministratorOnWorkloadGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, workspaceIdentity.id, roles.azureAIAdministrator)
  properties: {
    description: 'Provisions and runs the workspace; stands in for Contributor, which Microsoft\'s page of 2025-06 still asks for.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureAIAdministrator)
  }
}

resource workspaceIdentity_keyVaultReaderOnKeyVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, workspaceIdentity.id, roles.keyVaultReader)
  properties: {
    description: 'Reads the vault\'s own properties while the workspace is provisioned.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultReader)
  }
}

resource workspaceIdentity_keyVaultSecretsOfficerOnKeyVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, workspaceIdentity.id, roles.keyVaultSecretsOfficer)
  properties: {
    description: 'Keeps the workspace\'s secrets; narrower than the Key Vault Administrator that Microsoft\'s page asks for.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

resource workspaceIdentity_readerOnStorageBlobEndpoint 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storageBlobEndpoint
  name: guid(storageBlobEndpoint.id, workspaceIdentity.id, roles.reader)
  properties: {
    description: 'Needed when the account\'s public access is off.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource workspaceIdentity_readerOnStorageFileEndpoint 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storageFileEndpoint
  name: guid(storageFileEndpoint.id, workspaceIdentity.id, roles.reader)
  properties: {
    description: 'Needed when the account\'s public access is off.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}

resource workspaceIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, workspaceIdentity.id, roles.storageBlobDataContributor)
  properties: {
    description: 'Writes job artefacts to the default blob store, which has no keys.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource workspaceIdentity_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, workspaceIdentity.id, roles.storageFileDataPrivilegedContributor)
  properties: {
    description: 'Writes notebooks and code to the default file share, which has no keys.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageFileDataPrivilegedContributor
    )
  }
}
