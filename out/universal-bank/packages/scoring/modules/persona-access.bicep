metadata description = 'Rights of people'

import {
  accessType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

resource payment__systems_readerOnWorkloadGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, access.payment__systems, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    description: 'Sees configuration and logs of the landing zone, no data and no secrets.'
    principalId: access.payment__systems
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    )
  }
}
