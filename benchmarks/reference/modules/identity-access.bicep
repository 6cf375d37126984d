metadata description = 'Rights of identities'

import {
  endpointsType
  identitiesType
  insightsSettingsType
  keyVaultSettingsType
  registrySettingsType
  storageSettingsType
} from 'types.bicep'

@description('Names of private endpoints and their network interfaces.')
param endpoints endpointsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of insights.')
param insightsSettings insightsSettingsType

@description('Name and settings of keyVault.')
param keyVaultSettings keyVaultSettingsType

@description('Name and settings of registry.')
param registrySettings registrySettingsType

@description('Name and settings of storage.')
param storageSettings storageSettingsType

resource clusterIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.clusterIdentity
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsSettings.name
}

resource keyVault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: keyVaultSettings.name
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registrySettings.name
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageSettings.name
}

resource storageBlobEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' existing = {
  name: endpoints.storageBlobEndpoint
}

resource storageFileEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' existing = {
  name: endpoints.storageFileEndpoint
}

resource workspaceIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.workspaceIdentity
}

resource clusterIdentity_acrPullOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, clusterIdentity.id, '7f951dda-4ed3-4680-a7ca-43fe172d538d')
  properties: {
    description: 'Pulls the images that jobs run in.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '7f951dda-4ed3-4680-a7ca-43fe172d538d'
    )
  }
}

resource clusterIdentity_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, clusterIdentity.id, '8311e382-0749-4cb8-b61a-304f252e45ec')
  properties: {
    description: 'The first cluster builds images and pushes them.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '8311e382-0749-4cb8-b61a-304f252e45ec'
    )
  }
}

resource clusterIdentity_monitoringMetricsPublisherOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, clusterIdentity.id, '3913510d-42f4-4e42-8a64-420c390055eb')
  properties: {
    description: 'Jobs send telemetry; Application Insights takes it from holders of this role only, as its keys are off.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '3913510d-42f4-4e42-8a64-420c390055eb'
    )
  }
}

resource clusterIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Jobs read data and write models.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource clusterIdentity_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, '69566ab7-960f-475b-8e7c-b3118f30c6bd')
  properties: {
    description: 'Jobs read code from the file share.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69566ab7-960f-475b-8e7c-b3118f30c6bd'
    )
  }
}

resource clusterIdentity_storageQueueDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, '974c5e8b-45b9-4653-ba55-5f855dd0fb88')
  properties: {
    description: 'Parallel runs and batch endpoints hand out their work by queue; the account has no keys.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
    )
  }
}

resource clusterIdentity_storageTableDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, clusterIdentity.id, '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
  properties: {
    description: 'Parallel runs and batch endpoints keep their state in tables; the account has no keys.'
    principalId: clusterIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
    )
  }
}

resource workspaceIdentity_acrPushOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, workspaceIdentity.id, '8311e382-0749-4cb8-b61a-304f252e45ec')
  properties: {
    description: 'Pushes the images that it builds; includes pulling.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '8311e382-0749-4cb8-b61a-304f252e45ec'
    )
  }
}

resource workspaceIdentity_azureAIAdministratorOnWorkloadGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, workspaceIdentity.id, 'b78c5d69-af96-48a3-bf8d-a8b4d589de94')
  properties: {
    description: 'Provisions and runs the workspace; stands in for Contributor, which Microsoft\'s page of 2025-06 still asks for.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'b78c5d69-af96-48a3-bf8d-a8b4d589de94'
    )
  }
}

resource workspaceIdentity_keyVaultReaderOnKeyVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, workspaceIdentity.id, '21090545-7ca7-4776-b22c-e363652d74d2')
  properties: {
    description: 'Reads the vault\'s own properties while the workspace is provisioned.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '21090545-7ca7-4776-b22c-e363652d74d2'
    )
  }
}

resource workspaceIdentity_keyVaultSecretsOfficerOnKeyVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, workspaceIdentity.id, 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')
  properties: {
    description: 'Keeps the workspace\'s secrets; narrower than the Key Vault Administrator that Microsoft\'s page asks for.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
    )
  }
}

resource workspaceIdentity_readerOnStorageBlobEndpoint 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storageBlobEndpoint
  name: guid(storageBlobEndpoint.id, workspaceIdentity.id, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Needed when the account\'s public access is off.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource workspaceIdentity_readerOnStorageFileEndpoint 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storageFileEndpoint
  name: guid(storageFileEndpoint.id, workspaceIdentity.id, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Needed when the account\'s public access is off.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}

resource workspaceIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, workspaceIdentity.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Writes job artefacts to the default blob store, which has no keys.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}

resource workspaceIdentity_storageFileDataPrivilegedContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, workspaceIdentity.id, '69566ab7-960f-475b-8e7c-b3118f30c6bd')
  properties: {
    description: 'Writes notebooks and code to the default file share, which has no keys.'
    principalId: workspaceIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69566ab7-960f-475b-8e7c-b3118f30c6bd'
    )
  }
}
