metadata description = 'Rights of people'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessItAudit string

@description('Name of the log analytics workspace, 4 to 63 characters.')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource it__audit_logAnalyticsReaderOnLogAnalytics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: logAnalytics
  name: guid(logAnalytics.id, accessItAudit, roles.logAnalyticsReader)
  properties: {
    description: 'Reads the security logs of the whole platform.'
    principalId: accessItAudit
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsReader)
  }
}
