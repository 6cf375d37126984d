metadata description = 'Language model account'

import {
  languageModelSettingsType
  logsType
  modelsType
} from 'types.bicep'

@description('Azure region of the package.')
param location string

@description('Name and settings of languageModel.')
param languageModelSettings languageModelSettingsType

@description('Where logs and flow records go.')
param logs logsType

@description('Name and settings of models.')
param models modelsType

@description('Tags of every resource that can carry them: at most 50, with values of 256 characters.')
param tags { *: string }

resource languageModel 'Microsoft.CognitiveServices/accounts@2026-09-01' = {
  name: languageModelSettings.name
  location: location
  tags: tags
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    a365LoggingEnabled: false
    allowProjectManagement: false
    allowedFqdnList: []
    customSubDomainName: languageModelSettings.name
    disableLocalAuth: true
    dynamicThrottlingEnabled: false
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: []
      virtualNetworkRules: []
    }
    publicNetworkAccess: 'Disabled'
    restrictOutboundNetworkAccess: true
    storedCompletionsDisabled: true
  }
}

resource contentFilter 'Microsoft.CognitiveServices/accounts/raiPolicies@2026-09-01' = {
  parent: languageModel
  name: 'ringfence'
  properties: {
    basePolicyName: 'Microsoft.DefaultV2'
    mode: 'Blocking'
    contentFilters: [
      {
        name: 'Hate'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Selfharm'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Sexual'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Violence'
        source: 'Prompt'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Hate'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Selfharm'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Sexual'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Medium'
      }
      {
        name: 'Violence'
        source: 'Completion'
        enabled: true
        blocking: true
        severityThreshold: 'Low'
      }
      {
        name: 'Jailbreak'
        source: 'Prompt'
        enabled: true
        blocking: true
      }
      {
        name: 'Indirect Attack'
        source: 'Prompt'
        enabled: true
        blocking: true
      }
      {
        name: 'Protected Material Text'
        source: 'Completion'
        enabled: true
        blocking: true
      }
      {
        name: 'Protected Material Code'
        source: 'Completion'
        enabled: true
        blocking: true
      }
    ]
  }
}

resource deployment_summaries 'Microsoft.CognitiveServices/accounts/deployments@2026-09-01' = {
  parent: languageModel
  name: models.deployment_summaries_name
  sku: {
    name: models.deployment_summaries_sku
    capacity: models.deployment_summaries_capacity
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: models.deployment_summaries_model
      version: models.deployment_summaries_version
    }
    raiPolicyName: contentFilter.name
    versionUpgradeOption: 'NoAutoUpgrade'
  }
}

resource deployment_vectors 'Microsoft.CognitiveServices/accounts/deployments@2026-09-01' = {
  parent: languageModel
  name: models.deployment_vectors_name
  sku: {
    name: models.deployment_vectors_sku
    capacity: models.deployment_vectors_capacity
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: models.deployment_vectors_model
      version: models.deployment_vectors_version
    }
    raiPolicyName: contentFilter.name
    versionUpgradeOption: 'NoAutoUpgrade'
  }
  dependsOn: [
    deployment_summaries
  ]
}

resource languageModelLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: languageModel
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

resource languageModelLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: languageModel
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'It holds models in use and their quota; a deleted account keeps its subdomain blocked until it is purged.'
  }
}

@description('Id of languageModel.')
output languageModelId string = languageModel.id
