metadata description = 'Rights on the lead service'

import {
  roles
} from 'roles.bicep'

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesEndpointIdentity string

@description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
param workspaceName string

resource endpointIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identitiesEndpointIdentity
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource endpointIdentity_azureMLMetricsWriterPreviewOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, endpointIdentity.id, roles.azureMLMetricsWriterPreview)
  properties: {
    description: 'Instances report how busy they are; what Azure gives an endpoint\'s own identity by itself.'
    principalId: endpointIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.azureMLMetricsWriterPreview
    )
  }
}
