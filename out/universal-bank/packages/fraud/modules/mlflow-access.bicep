metadata description = 'Rights of jobs elsewhere that use the workspace\'s MLflow'

import {
  roles
} from 'roles.bicep'

@description('Name of the storage account, 3 to 24 characters.')
param storageName string

@description('Resource group of spark.')
param workersSparkGroup string

@description('Identity of jobs in spark.')
param workersSparkMlflow string

@description('Subscription of spark.')
param workersSparkSubscription string

@description('Name of the azure machine learning workspace, 3 to 33 characters.')
param workspaceName string

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: storageName
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource spark_mlflowIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: workersSparkMlflow
  scope: resourceGroup(workersSparkSubscription, workersSparkGroup)
}

resource spark_mlflowIdentity_azureMLDataScientistOnWorkspace 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: workspace
  name: guid(workspace.id, spark_mlflowIdentity.id, roles.azureMLDataScientist)
  properties: {
    description: 'Tracks runs and registers models from Databricks; no narrower role may register. Cannot create compute.'
    principalId: spark_mlflowIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLDataScientist)
  }
}

resource spark_mlflowIdentity_storageBlobDataContributorOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, spark_mlflowIdentity.id, roles.storageBlobDataContributor)
  properties: {
    description: 'Writes artefacts and models of these runs to the workspace\'s account, which has no keys.'
    principalId: spark_mlflowIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}
