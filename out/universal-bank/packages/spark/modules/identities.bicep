metadata description = 'Managed identities and access connectors'

import {
  connectorSettingsType
  identitiesType
  mlflowConnectorSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of connector.')
param connectorSettings connectorSettingsType

@description('Names of the managed identities.')
param identities identitiesType

@description('Name and settings of mlflowConnector.')
param mlflowConnectorSettings mlflowConnectorSettingsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource connectorIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.connectorIdentity
  location: location
  tags: tags
}

resource mlflowIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identities.mlflowIdentity
  location: location
  tags: tags
}

resource connector 'Microsoft.Databricks/accessConnectors@2026-01-01' = {
  name: connectorSettings.name
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
  name: mlflowConnectorSettings.name
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
