metadata description = 'Databricks access connector'

import {
  connectorSettingsType
  tagsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of connector.')
param connectorSettings connectorSettingsType

@description('Tags of every resource that can carry them.')
param tags tagsType

@description('Id of connectorIdentity, from module identities.')
param connectorIdentityId string

resource connector 'Microsoft.Databricks/accessConnectors@2026-01-01' = {
  name: connectorSettings.name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${connectorIdentityId}': {}
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

@description('Id of connector.')
output connectorId string = connector.id
