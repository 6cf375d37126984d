metadata description = 'Rights of people'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessNetworkOperations string

resource network__operations_readerOnHubGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, accessNetworkOperations, roles.reader)
  properties: {
    description: 'Sees the hub and its firewall rules; changes go through an approved package.'
    principalId: accessNetworkOperations
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
  }
}
