metadata description = 'Online endpoints'

import {
  accessType
  logsType
  onlineEndpointsType
  scalingType
  workspaceSettingsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Entra groups that get rights.')
param access accessType

@description('Where logs and flow records go.')
param logs logsType

@description('Online endpoints: names, what answers behind them, traffic.')
param onlineEndpoints onlineEndpointsType

@description('How the number of instances follows load and hours.')
param scaling scalingType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

@description('Name and settings of workspace.')
param workspaceSettings workspaceSettingsType

@description('Id of endpointIdentity, from module identities.')
param endpointIdentityId string

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceSettings.name
}

resource endpoint_score 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2026-09-01' = {
  parent: workspace
  name: onlineEndpoints.score_name
  location: location
  tags: tags
  kind: 'Managed'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${endpointIdentityId}': {}
    }
  }
  properties: {
    authMode: 'AADToken'
    publicNetworkAccess: 'Disabled'
    mirrorTraffic: {
      green: onlineEndpoints.score_green_mirror
    }
    traffic: {
      blue: onlineEndpoints.score_blue_traffic
    }
  }
}

resource endpoint_review 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2026-09-01' = {
  parent: workspace
  name: onlineEndpoints.review_name
  location: location
  tags: tags
  kind: 'Managed'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${endpointIdentityId}': {}
    }
  }
  properties: {
    authMode: 'AADToken'
    publicNetworkAccess: 'Disabled'
  }
}

resource endpoint_score_blue 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2026-09-01' = {
  parent: endpoint_score
  name: 'blue'
  location: location
  tags: tags
  kind: 'Managed'
  sku: {
    name: 'Default'
    capacity: onlineEndpoints.score_blue_instances
  }
  properties: {
    endpointComputeType: 'Managed'
    appInsightsEnabled: true
    codeConfiguration: {
      codeId: onlineEndpoints.score_blue_code
      scoringScript: onlineEndpoints.score_blue_script
    }
    environmentId: onlineEndpoints.score_blue_environment
    instanceType: onlineEndpoints.score_blue_size
    model: onlineEndpoints.score_blue_model
    requestSettings: {
      maxConcurrentRequestsPerInstance: onlineEndpoints.score_blue_concurrency
      requestTimeout: onlineEndpoints.score_blue_timeout
    }
  }
}

resource endpoint_score_green 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2026-09-01' = {
  parent: endpoint_score
  name: 'green'
  location: location
  tags: tags
  kind: 'Managed'
  sku: {
    name: 'Default'
    capacity: onlineEndpoints.score_green_instances
  }
  properties: {
    endpointComputeType: 'Managed'
    appInsightsEnabled: true
    codeConfiguration: {
      codeId: onlineEndpoints.score_green_code
      scoringScript: onlineEndpoints.score_green_script
    }
    environmentId: onlineEndpoints.score_green_environment
    instanceType: onlineEndpoints.score_green_size
    model: onlineEndpoints.score_green_model
    requestSettings: {
      maxConcurrentRequestsPerInstance: onlineEndpoints.score_green_concurrency
      requestTimeout: onlineEndpoints.score_green_timeout
    }
  }
}

@description('When instances are added, and when they are given back.')
var endpoint_score_blue_scaleRules = [
  {
    metricTrigger: {
      metricName: 'CpuUtilizationPercentage'
      metricResourceUri: endpoint_score_blue.id
      operator: 'GreaterThan'
      statistic: 'Average'
      threshold: scaling.score_blue_cpu0_above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scaling.score_blue_cpu0_window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scaling.score_blue_cpu0_step
      cooldown: scaling.score_blue_cpu0_window
    }
  }
  {
    metricTrigger: {
      metricName: 'CpuUtilizationPercentage'
      metricResourceUri: endpoint_score_blue.id
      operator: 'LessThan'
      statistic: 'Average'
      threshold: scaling.score_blue_cpu0_below
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scaling.score_blue_cpu0_window
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: scaling.score_blue_cpu0_window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestLatency'
      metricResourceUri: endpoint_score.id
      operator: 'GreaterThan'
      statistic: 'Average'
      threshold: scaling.score_blue_latency1_above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scaling.score_blue_latency1_window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scaling.score_blue_latency1_step
      cooldown: scaling.score_blue_latency1_window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestsPerMinute'
      metricResourceUri: endpoint_score.id
      operator: 'GreaterThan'
      statistic: 'Average'
      threshold: scaling.score_blue_requests2_above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scaling.score_blue_requests2_window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scaling.score_blue_requests2_step
      cooldown: scaling.score_blue_requests2_window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestsPerMinute'
      metricResourceUri: endpoint_score.id
      operator: 'LessThan'
      statistic: 'Average'
      threshold: scaling.score_blue_requests2_below
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scaling.score_blue_requests2_window
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: scaling.score_blue_requests2_window
    }
  }
]

resource endpoint_score_blue_scale 'Microsoft.Insights/autoscalesettings@2022-10-01' = {
  name: scaling.score_blue_name
  location: location
  tags: tags
  properties: {
    enabled: true
    name: scaling.score_blue_name
    targetResourceUri: endpoint_score_blue.id
    profiles: [
      {
        name: 'usual'
        capacity: {
          minimum: scaling.score_blue_usual_min
          maximum: scaling.score_blue_usual_max
          default: scaling.score_blue_usual_default
        }
        rules: endpoint_score_blue_scaleRules
      }
      {
        name: 'salary-days'
        capacity: {
          minimum: scaling.score_blue_salary__days_min
          maximum: scaling.score_blue_salary__days_max
          default: scaling.score_blue_salary__days_default
        }
        recurrence: {
          frequency: 'Week'
          schedule: {
            timeZone: scaling.score_blue_salary__days_zone
            days: [
              'Monday'
              'Friday'
            ]
            hours: [
              scaling.score_blue_salary__days_startHour
            ]
            minutes: [
              scaling.score_blue_salary__days_startMinute
            ]
          }
        }
        rules: endpoint_score_blue_scaleRules
      }
      {
        name: '{"name":"usual","for":"salary-days"}'
        capacity: {
          minimum: scaling.score_blue_usual_min
          maximum: scaling.score_blue_usual_max
          default: scaling.score_blue_usual_default
        }
        recurrence: {
          frequency: 'Week'
          schedule: {
            timeZone: scaling.score_blue_salary__days_zone
            days: [
              'Monday'
              'Friday'
            ]
            hours: [
              scaling.score_blue_salary__days_endHour
            ]
            minutes: [
              scaling.score_blue_salary__days_endMinute
            ]
          }
        }
        rules: endpoint_score_blue_scaleRules
      }
    ]
  }
}

resource payment__systems_azureMLDataScientistOnEndpointScore 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: endpoint_score
  name: guid(endpoint_score.id, access.payment__systems, 'f6c7c914-8db3-469d-8ca1-694a8f32e121')
  properties: {
    description: 'Calls this endpoint. No built-in role does only that: this one may also change the endpoint.'
    principalId: access.payment__systems
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'f6c7c914-8db3-469d-8ca1-694a8f32e121'
    )
  }
}

resource endpoint_scoreLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: endpoint_score
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

resource endpoint_reviewLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: endpoint_review
  name: 'to-log-analytics'
  properties: {
    workspaceId: logs.logAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}
