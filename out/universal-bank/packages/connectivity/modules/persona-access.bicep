metadata description = 'Rights of people'

import {
  accessType
  logAnalyticsSettingsType
} from 'types.bicep'

@description('Entra groups that get rights.')
param access accessType

@description('Name and settings of logAnalytics.')
param logAnalyticsSettings logAnalyticsSettingsType

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsSettings.name
}

resource data__stewards_logAnalyticsReaderOnLogAnalytics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logAnalytics
  name: guid(logAnalytics.id, access.data__stewards, '73c42c96-874c-492b-b04d-ab87d138a893')
  properties: {
    description: 'Reads the security logs of the whole platform.'
    principalId: access.data__stewards
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '73c42c96-874c-492b-b04d-ab87d138a893'
    )
  }
}

resource payment__systems_logAnalyticsReaderOnLogAnalytics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logAnalytics
  name: guid(logAnalytics.id, access.payment__systems, '73c42c96-874c-492b-b04d-ab87d138a893')
  properties: {
    description: 'Reads the security logs of the whole platform.'
    principalId: access.payment__systems
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '73c42c96-874c-492b-b04d-ab87d138a893'
    )
  }
}
