metadata description = 'Managed identities and access connectors'

@description('Name of the databricks access connector, 3 to 64 characters.')
param connectorName string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesConnectorIdentity string

@description('Name of the user-assigned managed identity, 3 to 128 characters.')
param identitiesMlflowIdentity string

@description('Azure region of the package.')
param location string

@description('Name of the databricks access connector for mlflow, 3 to 64 characters.')
param mlflowConnectorName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource connectorIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identitiesConnectorIdentity
  location: location
  tags: tags
}

resource mlflowIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identitiesMlflowIdentity
  location: location
  tags: tags
}

resource connector 'Microsoft.Databricks/accessConnectors@2026-01-01' = {
  name: connectorName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${connectorIdentity.id}': {}
    }
  }
  properties: {}
}

resource mlflowConnector 'Microsoft.Databricks/accessConnectors@2026-01-01' = {
  name: mlflowConnectorName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${mlflowIdentity.id}': {}
    }
  }
  properties: {}
}

resource connectorLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: connector
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Unity Catalog reads the lake, and the workspace its root account, through it.'
  }
}

resource mlflowConnectorLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: mlflowConnector
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Code on clusters reaches MLflow of Azure ML through it.'
  }
}

@description('Id of connector.')
output connectorId string = connector.id

@description('Id of connectorIdentity.')
output connectorIdentityId string = connectorIdentity.id
