metadata description = 'Online endpoints'

import {
  roles
} from 'roles.bicep'

@description('Object id of an Entra group.')
param accessPaymentSystems string

@description('Id of endpointIdentity, from module identities.')
param endpointIdentityId string

@description('Azure region of the package.')
param location string

@description('Id of the central Log Analytics workspace.')
param logsLogAnalyticsId string

@description('Name of an endpoint; part of its address.')
param onlineEndpointsReviewName string

@description('Address of the code.')
param onlineEndpointsScoreBlueCode string

@description('Requests that one instance answers at one time.')
param onlineEndpointsScoreBlueConcurrency int

@description('Address of what the model runs in.')
param onlineEndpointsScoreBlueEnvironment string

@description('Instances of the deployment.')
param onlineEndpointsScoreBlueInstances int

@description('Address of the model\'s version.')
param onlineEndpointsScoreBlueModel string

@description('File of the code that answers.')
param onlineEndpointsScoreBlueScript string

@description('Virtual machine size of the deployment\'s instances.')
param onlineEndpointsScoreBlueSize string

@description('When a request is given up.')
param onlineEndpointsScoreBlueTimeout string

@description('Percent of the requests that blue answers.')
param onlineEndpointsScoreBlueTraffic int

@description('Address of the code.')
param onlineEndpointsScoreGreenCode string

@description('Requests that one instance answers at one time.')
param onlineEndpointsScoreGreenConcurrency int

@description('Address of what the model runs in.')
param onlineEndpointsScoreGreenEnvironment string

@description('Instances of the deployment.')
param onlineEndpointsScoreGreenInstances int

@description('Percent of the requests that green gets a copy of.')
param onlineEndpointsScoreGreenMirror int

@description('Address of the model\'s version.')
param onlineEndpointsScoreGreenModel string

@description('File of the code that answers.')
param onlineEndpointsScoreGreenScript string

@description('Virtual machine size of the deployment\'s instances.')
param onlineEndpointsScoreGreenSize string

@description('When a request is given up.')
param onlineEndpointsScoreGreenTimeout string

@description('Name of an endpoint; part of its address.')
param onlineEndpointsScoreName string

@description('Instances change above this average.')
param scalingScoreBlueCpu0Above int

@description('Instances change below this average.')
param scalingScoreBlueCpu0Below int

@description('Instances added at one time.')
param scalingScoreBlueCpu0Step string

@description('Over which the average is taken, and then waited.')
param scalingScoreBlueCpu0Window string

@description('Instances change above this average.')
param scalingScoreBlueLatency1Above int

@description('Instances added at one time.')
param scalingScoreBlueLatency1Step string

@description('Over which the average is taken, and then waited.')
param scalingScoreBlueLatency1Window string

@description('Name of an autoscale setting.')
param scalingScoreBlueName string

@description('Instances change above this average.')
param scalingScoreBlueRequests2Above int

@description('Instances change below this average.')
param scalingScoreBlueRequests2Below int

@description('Instances added at one time.')
param scalingScoreBlueRequests2Step string

@description('Over which the average is taken, and then waited.')
param scalingScoreBlueRequests2Window string

@description('Instances while nothing can be measured.')
param scalingScoreBlueSalaryDaysDefault string

@description('Hour at which the bounds begin to hold.')
param scalingScoreBlueSalaryDaysEndHour int

@description('Minute at which the bounds begin to hold.')
param scalingScoreBlueSalaryDaysEndMinute int

@description('Most instances.')
param scalingScoreBlueSalaryDaysMax string

@description('Least instances.')
param scalingScoreBlueSalaryDaysMin string

@description('Hour at which the bounds begin to hold.')
param scalingScoreBlueSalaryDaysStartHour int

@description('Minute at which the bounds begin to hold.')
param scalingScoreBlueSalaryDaysStartMinute int

@description('Time zone by its Windows name.')
param scalingScoreBlueSalaryDaysZone string

@description('Instances while nothing can be measured.')
param scalingScoreBlueUsualDefault string

@description('Most instances.')
param scalingScoreBlueUsualMax string

@description('Least instances.')
param scalingScoreBlueUsualMin string

@description('Name of the azure machine learning workspace for inference, 3 to 33 characters.')
param workspaceName string

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource workspace 'Microsoft.MachineLearningServices/workspaces@2026-09-01' existing = {
  name: workspaceName
}

resource endpoint_score 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2026-09-01' = {
  parent: workspace
  name: onlineEndpointsScoreName
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
      green: onlineEndpointsScoreGreenMirror
    }
    traffic: {
      blue: onlineEndpointsScoreBlueTraffic
    }
  }
}

resource endpoint_review 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2026-09-01' = {
  parent: workspace
  name: onlineEndpointsReviewName
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
    capacity: onlineEndpointsScoreBlueInstances
  }
  properties: {
    endpointComputeType: 'Managed'
    appInsightsEnabled: true
    codeConfiguration: {
      codeId: onlineEndpointsScoreBlueCode
      scoringScript: onlineEndpointsScoreBlueScript
    }
    environmentId: onlineEndpointsScoreBlueEnvironment
    instanceType: onlineEndpointsScoreBlueSize
    model: onlineEndpointsScoreBlueModel
    requestSettings: {
      maxConcurrentRequestsPerInstance: onlineEndpointsScoreBlueConcurrency
      requestTimeout: onlineEndpointsScoreBlueTimeout
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
    capacity: onlineEndpointsScoreGreenInstances
  }
  properties: {
    endpointComputeType: 'Managed'
    appInsightsEnabled: true
    codeConfiguration: {
      codeId: onlineEndpointsScoreGreenCode
      scoringScript: onlineEndpointsScoreGreenScript
    }
    environmentId: onlineEndpointsScoreGreenEnvironment
    instanceType: onlineEndpointsScoreGreenSize
    model: onlineEndpointsScoreGreenModel
    requestSettings: {
      maxConcurrentRequestsPerInstance: onlineEndpointsScoreGreenConcurrency
      requestTimeout: onlineEndpointsScoreGreenTimeout
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
      threshold: scalingScoreBlueCpu0Above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scalingScoreBlueCpu0Window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scalingScoreBlueCpu0Step
      cooldown: scalingScoreBlueCpu0Window
    }
  }
  {
    metricTrigger: {
      metricName: 'CpuUtilizationPercentage'
      metricResourceUri: endpoint_score_blue.id
      operator: 'LessThan'
      statistic: 'Average'
      threshold: scalingScoreBlueCpu0Below
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scalingScoreBlueCpu0Window
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: scalingScoreBlueCpu0Window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestLatency'
      metricResourceUri: endpoint_score.id
      operator: 'GreaterThan'
      statistic: 'Average'
      threshold: scalingScoreBlueLatency1Above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scalingScoreBlueLatency1Window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scalingScoreBlueLatency1Step
      cooldown: scalingScoreBlueLatency1Window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestsPerMinute'
      metricResourceUri: endpoint_score.id
      operator: 'GreaterThan'
      statistic: 'Average'
      threshold: scalingScoreBlueRequests2Above
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scalingScoreBlueRequests2Window
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: scalingScoreBlueRequests2Step
      cooldown: scalingScoreBlueRequests2Window
    }
  }
  {
    metricTrigger: {
      metricName: 'RequestsPerMinute'
      metricResourceUri: endpoint_score.id
      operator: 'LessThan'
      statistic: 'Average'
      threshold: scalingScoreBlueRequests2Below
      timeAggregation: 'Average'
      timeGrain: 'PT1M'
      timeWindow: scalingScoreBlueRequests2Window
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: scalingScoreBlueRequests2Window
    }
  }
]

resource endpoint_score_blue_scale 'Microsoft.Insights/autoscalesettings@2022-10-01' = {
  name: scalingScoreBlueName
  location: location
  tags: tags
  properties: {
    enabled: true
    name: scalingScoreBlueName
    targetResourceUri: endpoint_score_blue.id
    profiles: [
      {
        name: 'usual'
        capacity: {
          minimum: scalingScoreBlueUsualMin
          maximum: scalingScoreBlueUsualMax
          default: scalingScoreBlueUsualDefault
        }
        rules: endpoint_score_blue_scaleRules
      }
      {
        name: 'salary-days'
        capacity: {
          minimum: scalingScoreBlueSalaryDaysMin
          maximum: scalingScoreBlueSalaryDaysMax
          default: scalingScoreBlueSalaryDaysDefault
        }
        recurrence: {
          frequency: 'Week'
          schedule: {
            timeZone: scalingScoreBlueSalaryDaysZone
            days: [
              'Monday'
              'Friday'
            ]
            hours: [
              scalingScoreBlueSalaryDaysStartHour
            ]
            minutes: [
              scalingScoreBlueSalaryDaysStartMinute
            ]
          }
        }
        rules: endpoint_score_blue_scaleRules
      }
      {
        name: '{"name":"usual","for":"salary-days"}'
        capacity: {
          minimum: scalingScoreBlueUsualMin
          maximum: scalingScoreBlueUsualMax
          default: scalingScoreBlueUsualDefault
        }
        recurrence: {
          frequency: 'Week'
          schedule: {
            timeZone: scalingScoreBlueSalaryDaysZone
            days: [
              'Monday'
              'Friday'
            ]
            hours: [
              scalingScoreBlueSalaryDaysEndHour
            ]
            minutes: [
              scalingScoreBlueSalaryDaysEndMinute
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
  name: guid(endpoint_score.id, accessPaymentSystems, roles.azureMLDataScientist)
  properties: {
    description: 'Calls this endpoint. No built-in role does only that: this one may also change the endpoint.'
    principalId: accessPaymentSystems
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.azureMLDataScientist)
  }
}

resource endpoint_scoreLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: endpoint_score
  name: 'to-log-analytics'
  properties: {
    workspaceId: logsLogAnalyticsId
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
    workspaceId: logsLogAnalyticsId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}
