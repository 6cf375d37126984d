metadata description = 'Rights of people'

import {
  accessType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

resource network__operations_readerOnHubGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, access.network__operations, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Sees the hub and its firewall rules; changes go through an approved package.'
    principalId: access.network__operations
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}
