metadata description = 'Rights of jobs elsewhere that use the workspace\'s MLflow'

import {
  storageSettingsType
  workersType
  workspaceSettingsType
} from 'types.bicep'

@description('Name and settings of storage.')
param storageSettings storageSettingsType

@description('Identities with which jobs of other landing zones act.')
param workers workersType

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageSettings.name
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource spark_mlflowIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workers.spark_mlflow
  scope: resourceGroup(workers.spark_subscription, workers.spark_group)
}

resource spark_mlflowIdentity_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, spark_mlflowIdentity.id, 'f6c7c914-8db3-469d-8ca1-694a8f32e121')
  properties: {
    description: 'Tracks runs and registers models from Databricks; no narrower role may register. Cannot create compute.'
    principalId: spark_mlflowIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121'
    )
  }
}

resource spark_mlflowIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, spark_mlflowIdentity.id, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    description: 'Writes artefacts and models of these runs to the workspace\'s account, which has no keys.'
    principalId: spark_mlflowIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
    )
  }
}
