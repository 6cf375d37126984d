metadata description = 'Rights on the lead service'

import {
  identitiesType
  workspaceSettingsType
} from 'types.bicep'

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

resource endpointIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identities.endpointIdentity
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource endpointIdentity_azureMLMetricsWriterPreviewOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, endpointIdentity.id, '635dd51f-9968-44d3-b7fb-6d9a6bd613ae')
  properties: {
    description: 'Instances report how busy they are; what Azure gives an endpoint\'s own identity by itself.'
    principalId: endpointIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '635dd51f-9968-44d3-b7fb-6d9a6bd613ae'
    )
  }
}
